"""Builds a case of rethread on Spark.

    spark-submit rethread_spark.py --work /shared/quay4.work -- /shared/mail -o /shared/quay4.case

Starts `rethread build ... --engine told`, which writes what is to be done as lines of JSON, does it on Spark, and answers each line. The
folder of work and the sources lie where all workers see them under one path; Node and rethread are there on every worker.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile

from pyspark.sql import SparkSession


def run_stage(program, step, path):
    """Runs a stage over one file; the output is named by what it is made of, and renamed when complete: a retry is harmless."""
    made_of = hashlib.sha256(f"{step['version']} {step['stage']}\n".encode())
    for part in ([step["whole"]] if step["whole"] else []) + [path]:
        with open(part, "rb") as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                made_of.update(piece)
    output = os.path.join(step["to"], made_of.hexdigest()[:32] + ".jsonl")
    if os.path.exists(output):
        return output
    os.makedirs(step["to"], exist_ok=True)
    handle, partial = tempfile.mkstemp(prefix=".", dir=step["to"])
    try:
        given = ["--whole", step["whole"]] if step["whole"] else []
        with open(path, "rb") as rows, os.fdopen(handle, "wb") as out:
            ran = subprocess.run([*program, "stage", step["stage"], *given], stdin=rows, stdout=out, stderr=subprocess.PIPE)
        if ran.returncode != 0:
            raise RuntimeError(f"stage {step['stage']} of {path}: {ran.stderr.decode(errors='replace').strip()}")
        os.rename(partial, output)
    finally:
        if os.path.exists(partial):
            os.unlink(partial)
    return output


class Steps:
    """What rethread tells, one method a verb."""

    def __init__(self, spark, program):
        self.spark = spark
        self.program = program
        self.made = {}

    def show(self, step):
        read = self.spark.read.schema(step["columns"]).option("mode", "FAILFAST")
        rows = read.json(step["files"]) if step["files"] else self.spark.createDataFrame([], step["columns"])
        rows.createOrReplaceTempView(step["table"])
        return {}

    def make(self, step):
        table = self.spark.sql(step["query"]).persist()
        table.createOrReplaceTempView(step["table"])
        # Of an earlier round: what is made of it was written before.
        earlier = self.made.pop(step["table"], None)
        if earlier is not None:
            earlier.unpersist()
        self.made[step["table"]] = table
        return {}

    def write(self, step):
        table = self.spark.table(step["table"])
        parted = table.repartition(step["by"]) if step["by"] else table.repartition(1)
        parted.sortWithinPartitions(*step["order"]).write.mode("overwrite").json(step["to"])
        return {}

    def pipe(self, step):
        if not step["from"]:
            return {"files": []}
        program = self.program
        files = self.spark.sparkContext.parallelize(step["from"], len(step["from"]))
        return {"files": files.map(lambda path: run_stage(program, step, path)).collect()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True, help="folder that all workers see under this path")
    parser.add_argument("--rethread", default="rethread", help="the program as the workers start it, words parted by spaces")
    parser.add_argument("--master", help="as spark-submit --master; for a script that is run by python")
    parser.add_argument("--conf", action="append", default=[], help="NAME=VALUE as spark-submit --conf; for the same")
    parser.add_argument("build", nargs="+", help="what rethread build takes: inputs, -o CASE, options")
    given = parser.parse_args()
    builder = SparkSession.builder.appName("rethread")
    if given.master:
        builder = builder.master(given.master)
    for pair in given.conf:
        builder = builder.config(*pair.split("=", 1))
    spark = builder.getOrCreate()
    program = given.rethread.split(" ")
    steps = Steps(spark, program)
    command = [*program, "build", *given.build, "--engine", "told", "--work", os.path.abspath(given.work)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as rethread:
        for line in rethread.stdout:
            step = json.loads(line)
            try:
                answer = getattr(steps, step["do"])(step)
            except Exception as error:  # rethread tells of it and ends.
                answer = {"error": str(error)}
            rethread.stdin.write(json.dumps(answer) + "\n")
            rethread.stdin.flush()
    spark.stop()
    sys.exit(rethread.returncode)


if __name__ == "__main__":
    main()
