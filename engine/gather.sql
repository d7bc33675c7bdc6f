-- Which posts each part of the children has to look at. DuckDB and Spark SQL, integers only.
--
--   fingerprint   posting: a post stands in a list (kind, key), at a time
--                 run: a part looks a list up whole, unless more than `most` posts stand in it (runs of words, files: kinds 1 to 3)
--                 list: a part looks at so many posts before and behind a moment of a list (subjects, people, ids: kinds from 4 on)
--                 size: a part asks how long a list is

CREATE TABLE posting AS
SELECT kind, key, time, post FROM fingerprint WHERE what = 'posting';

CREATE TABLE asked AS
SELECT part, kind, key, most FROM fingerprint WHERE what = 'run';

-- Lists that somebody looks up, and how long each is: what hardly anybody shares goes no further, nor what everybody shares.
CREATE TABLE frequency AS
SELECT p.kind AS kind, p.key AS key, count(*) AS posts, max(a.most) AS most
FROM posting p JOIN (SELECT kind, key, max(most) AS most FROM asked GROUP BY kind, key) a ON a.kind = p.kind AND a.key = p.key
WHERE p.kind <= 3
GROUP BY p.kind, p.key;

CREATE TABLE holder AS
SELECT p.kind AS kind, p.key AS key, p.post AS post
FROM posting p JOIN frequency f ON f.kind = p.kind AND f.key = p.key
WHERE f.posts <= f.most;

CREATE TABLE found AS
SELECT DISTINCT a.part AS part, h.post AS post
FROM asked a
JOIN frequency f ON f.kind = a.kind AND f.key = a.key
JOIN holder h ON h.kind = a.kind AND h.key = a.key
WHERE f.posts <= a.most;

-- The other lists in order of time, in blocks of 256: a look-up reads the blocks it needs, however long the list is.
CREATE TABLE listed AS
SELECT kind, key, post, place, CAST(floor(place / 256) AS BIGINT) AS block
FROM (
  SELECT kind, key, post, row_number() OVER (PARTITION BY kind, key ORDER BY time, post) - 1 AS place
  FROM posting WHERE kind > 3
) ordered;

-- Where in its list each moment stands: behind all posts that were sent before it.
CREATE TABLE reach AS
SELECT part, kind, key, greatest(standing - before, 0) AS first, standing + beyond AS last
FROM (
  SELECT part, kind, key, before, beyond, is_post,
    sum(is_post) OVER (PARTITION BY kind, key ORDER BY time, is_post ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS standing
  FROM (
    SELECT part, kind, key, time, before, beyond, 0 AS is_post FROM fingerprint WHERE what = 'list'
    UNION ALL
    SELECT 0 AS part, kind, key, time, 0 AS before, 0 AS beyond, 1 AS is_post FROM posting WHERE kind > 3
  ) moments
) placed
WHERE is_post = 0;

CREATE TABLE near AS
SELECT DISTINCT r.part AS part, l.post AS post
FROM (
  SELECT part, kind, key, first, last, CAST(floor(first / 256) AS BIGINT) + step AS block
  FROM reach CROSS JOIN (SELECT 0 AS step UNION ALL SELECT 1 AS step UNION ALL SELECT 2 AS step) steps
) r
JOIN listed l ON l.kind = r.kind AND l.key = r.key AND l.block = r.block
WHERE l.place >= r.first AND l.place < r.last;

-- How long lists are, where that is asked for: more than a few posts, or a list that is never read whole.
CREATE TABLE counted AS
SELECT a.part AS part, a.kind AS kind, a.key AS key, f.posts AS posts
FROM asked a JOIN frequency f ON f.kind = a.kind AND f.key = a.key
WHERE f.posts > 8
UNION ALL
SELECT s.part AS part, s.kind AS kind, s.key AS key, l.posts AS posts
FROM (SELECT part, kind, key FROM fingerprint WHERE what = 'size') s
JOIN (SELECT kind, key, count(*) AS posts FROM posting WHERE kind > 3 GROUP BY kind, key) l ON l.kind = s.kind AND l.key = s.key;

CREATE TABLE looked AS
SELECT part, post FROM found
UNION SELECT part, post FROM near
UNION SELECT part, post FROM posted;

CREATE TABLE word_count AS
SELECT key, CAST(sum(posts) AS BIGINT) AS posts FROM fingerprint WHERE what = 'word' GROUP BY key;

CREATE TABLE quoting AS
SELECT post, posts FROM fingerprint WHERE what = 'quoting';
