/** Given names and their short forms, one group a line; a short form may stand in several groups. Written for this project. */
const GROUPS = `
abigail abby gail
abraham abe bram
adam ad
albert al bert bertie
alexander alex alec sandy sasha sascha xander
alexandra alex sasha lexie
alfred al fred alfie
alan al allan
amanda mandy
andrew andy drew
andreas andi andy
angela angie
anthony tony anton
antonio toni
anne ann annie anna
barbara barb babs barbie
bartholomew bart
benjamin ben benny
bernard bernie
beverly bev
bradley brad
calvin cal
cameron cam
catherine cathy cath kate katie kathy cat katherine kathryn catharine kat
katharina kathi kat
charles charlie chuck chas chip
karl carl
charlotte charlie lotte lottie
christian chris
christine chris tina christina kristin kris chrissy
christopher chris kit topher kris
clifford cliff
constance connie
cynthia cindy
daniel dan danny
daniela dani
david dave davey
deborah deb debbie debra
dennis denny
dominic dom nick
donald don donny
dorothy dot dottie dolly
douglas doug
edward ed eddie ted ned
edwin ed eddie
eleanor ellie nell nora
elizabeth liz beth betty lizzie eliza betsy libby elisabeth
emily em
eric erik
eugene gene
evgeny zhenya evgeniy
florence flo
francis frank fran
frances fran francie frankie
francisco paco pancho
francois fr
franklin frank
frederick fred freddie friedrich fritz frederic
gabriel gabe
geoffrey geoff jeff
george georgie
gerald gerry jerry
gerard gerry
gilbert gil
giuseppe beppe pino
gordon gordy
gregory greg
guillermo memo
gwendolyn gwen
harold harry hal
harrison harry
henry harry hank hal
herbert herb bert
howard howie
irene rene
isabella bella izzy isabel
ivan vanya
jacob jake
jacqueline jackie
james jim jimmy jamie
jane janie
janet jan
janice jan
jeffrey jeff
jennifer jen jenny jenn
jeremy jem
jerome jerry
jessica jess jessie
johannes hans jan
john johnny jack jon
jonathan jon jonny
joseph joe joey jo
josef sepp joe
jose pepe
joshua josh
judith judy jude
julia jules julie
juergen jurgen
karen kari
kenneth ken kenny
kevin kev
kimberly kim
klaus claus nikolaus
laurence larry laurie lawrence
leonard len lenny leo
leslie les
lev leo leva
louis lou lew
louise lou
lucille lucy
ludwig lutz
manuel manny
margaret maggie meg peggy marge greta rita margie
maria mia
marjorie marge margie
mark marc
martha marty
martin marty
mary molly polly
matthew matt matty
matthias matt
maurice moe
maximilian max
melissa mel missy lissa
michael mike mick mickey mikey mitch michel
michelle shelly mickey
mikhail misha
mildred millie
mitchell mitch
mohammed mo mohammad muhammad mohamed
nancy nan
natalia natasha natalie
nathan nate nat
nathaniel nate nat nathan
nicholas nick nicky nicolas nikolas
nicole nikki nicky
nikolai kolya
oliver ollie
pamela pam
patricia pat patty tricia trish patti
patrick pat paddy rick
paul pauly
peter pete
philip phil phillip
phyllis phyl
rachel rae
ralph rafe
randall randy
randolph randy
raymond ray
rebecca becky becca
reginald reg reggie
richard rick dick rich ricky richie
robert bob rob bobby robbie bert
roberta bobbie robbie
rodney rod
roger rog
roland rolly
ronald ron ronnie
rosemary rose rosie
rudolf rudi rudy
russell russ
ruth ruthie
samantha sam
samuel sam sammy
sandra sandy
sarah sally sara
scott scotty
sebastian seb basti
sergei serge sergey seryozha
shannon shan
sharon shari
shirley shirl
sidney sid
simon si
sophia sophie
stacey stacy
stanley stan
stephanie steph steffi
stephen steve stevie steven
stefan steff
stuart stu stewart
susan sue susie suzie suzanne susanne
sylvester sly
tamara tammy
terence terry terrence
teresa terry tess theresa
theodore ted theo teddy
thomas tom tommy
timothy tim timmy
tobias toby
trevor trev
valerie val
veronica ronnie vera
victor vic vick
victoria vicky vicki tori
vincent vince vinny
virginia ginny
vladimir vova volodya vlad
walter walt wally
warren ren
wendy wen
wilhelm willi willy
william bill will billy willie liam
winifred winnie
yevgeny zhenya
zachary zach zack
`;

const groupsOf: ReadonlyMap<string, ReadonlySet<number>> = readGroups();

/**
 * Whether two given names, folded, are forms of one: `bob`, `robert` → true; `bob`, `bob` → true; `bob`, `rick` → false.
 * Two short forms of the same name count (`bob`, `rob`); two long names that share a short form (`alan`, `albert`) do not.
 */
export function sameGivenName(one: string, other: string): boolean {
  if (one === other) return true;
  const groups = groupsOf.get(one);
  const others = groupsOf.get(other);
  if (!groups || !others) return false;
  for (const group of groups) if (others.has(group)) return true;
  return false;
}

/** True where a given name may be short for several (`chris`, `alex`, `pat`): too little to join two addresses by. */
export function isAmbiguousGivenName(name: string): boolean {
  return (groupsOf.get(name)?.size ?? 0) > 1;
}

function readGroups(): Map<string, Set<number>> {
  const map = new Map<string, Set<number>>();
  for (const [group, line] of GROUPS.trim().split('\n').entries()) {
    for (const name of line.split(' ')) {
      const groups = map.get(name);
      if (groups) groups.add(group);
      else map.set(name, new Set([group]));
    }
  }
  return map;
}
