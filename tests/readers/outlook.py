"""Second readers of Outlook's files: prints what extract-msg and libpff find as JSON. `outlook.py msg FILE...`, `outlook.py pst FILE...`"""

import hashlib
import json
import sys


def msg(path):
    import extract_msg

    item = extract_msg.openMsg(path, strict=False)
    attachments = []
    for attachment in item.attachments:
        data = attachment.data
        isBytes = isinstance(data, bytes)
        attachments.append(
            {
                "name": attachment.getFilename(),
                "size": len(data) if isBytes else None,
                "sha256": hashlib.sha256(data).hexdigest() if isBytes else None,
            }
        )
    return {
        "class": item.classType,
        "subject": getattr(item, "subject", None),
        "body": getattr(item, "body", None),
        "messageId": getattr(item, "messageId", None),
        "recipients": len(item.recipients) if hasattr(item, "recipients") else 0,
        "attachments": attachments,
    }


def pst(path):
    import pypff

    store = pypff.file()
    store.open(path)
    items = []

    def text(read):
        try:
            value = read()
        except Exception:
            return None
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else value

    def walk(folder):
        for item in folder.sub_messages:
            time = getattr(item, "client_submit_time", None)
            items.append(
                {
                    "id": item.identifier,
                    "subject": text(lambda: item.subject),
                    "submitted": time.isoformat() if time else None,
                    "body": text(lambda: item.plain_text_body),
                    "attachments": getattr(item, "number_of_attachments", 0),
                }
            )
        for child in folder.sub_folders:
            walk(child)

    walk(store.root_folder)
    return {"items": sorted(items, key=lambda item: item["id"]), "orphans": store.number_of_orphan_items}


if __name__ == "__main__":
    reader = {"msg": msg, "pst": pst}[sys.argv[1]]
    json.dump([reader(path) for path in sys.argv[2:]], sys.stdout)
