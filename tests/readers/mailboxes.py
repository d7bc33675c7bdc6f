"""Subjects of the messages in mailboxes, as Python's own library reads them: mbox, Maildir, MH, and mboxes in zip and tar archives."""

import email
import json
import mailbox
import os
import sqlite3
import sys
import tarfile
import tempfile
import zipfile


def subjects(messages):
    return [str(message["subject"]) for message in messages]


def in_mbox(data):
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(data)
    try:
        return subjects(mailbox.mbox(file.name))
    finally:
        os.unlink(file.name)


def of_entry(name, data):
    if name.endswith(".mbox"):
        return in_mbox(data)
    return subjects([email.message_from_bytes(data)])


def read(kind, path):
    if kind == "mbox":
        return subjects(mailbox.mbox(path))
    if kind == "maildir":
        return subjects(mailbox.Maildir(path))
    if kind == "mh":
        return subjects(mailbox.MH(path))
    if kind == "zip":
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            return sum((of_entry(name, archive.read(name)) for name in names), [])
    if kind == "tar":
        with tarfile.open(path) as archive:
            files = [entry for entry in archive if entry.isfile()]
            return sum((of_entry(entry.name, archive.extractfile(entry).read()) for entry in files), [])
    if kind == "sqlite":
        with sqlite3.connect("file:" + path + "?immutable=1", uri=True) as database:
            return [row[0] for row in database.execute("SELECT subject FROM mails")]
    raise ValueError(kind)


print(json.dumps([read(kind, path) for kind, path in (one.split("=", 1) for one in sys.argv[1:])]))
