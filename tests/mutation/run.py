#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Are the rules alive? Changes the code of the rules in one place at a time and counts how many changes the fixtures notice.

  tests/mutation/run.py BUILD_DIR [--file NAME ...] [--sample N] [--seed N] [--list]

A mutant flips a comparison, turns "and" into "or", drops one side of a condition, or negates it. It is killed if carnk_rules_tests
(the fixtures) fails, or runs longer than ten times as it does without a mutant. A mutant that does not compile is not counted. Each
one costs the compilation of a file and a link, so a sample is drawn unless it is as large as all. The source is put back in the end,
also after Ctrl-C. Survivors are printed with file, line and change.
"""
import argparse
import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What is changed, and into what. Angle brackets of templates and includes are left out by the blanks around them.
CHANGES = [
    (re.compile(r" < "), " <= "), (re.compile(r" <= "), " < "), (re.compile(r" > "), " >= "), (re.compile(r" >= "), " > "),
    (re.compile(r" == "), " != "), (re.compile(r" != "), " == "),
    (re.compile(r" && "), " || "), (re.compile(r" \|\| "), " && "),
    (re.compile(r"\bif \((?!const|auto)(.+)\)( (?:return|continue|break|ctx\.|\{).*)?$"), None),  # negated below
]


def mutants_of(path):
    """(line number, new line, what was done) for each mutant of a file, outside of cards, comments and includes."""
    found = []
    for number, line in enumerate(path.read_text().splitlines()):
        code = line.split("//")[0]
        if not code.strip() or code.lstrip().startswith(("#", "constexpr", "card(", '"', "template")):
            continue
        spans = [m.span() for m in re.finditer(r'"(?:[^"\\]|\\.)*"', code)]
        for pattern, new in CHANGES:
            for m in pattern.finditer(code):
                if any(a <= m.start() < b for a, b in spans):
                    continue
                if new is None:
                    changed = code[:m.start(1)] + "!(" + m.group(1) + ")" + code[m.end(1):]
                    if m.group(1).count("(") != m.group(1).count(")") or ";" in m.group(1):
                        continue
                    found.append((number, changed, "negated: " + m.group(1)))
                    for side in re.split(r" && | \|\| ", m.group(1)) if "(" not in m.group(1) else []:
                        rest = m.group(1).replace(side + " && ", "").replace(" && " + side, "")
                        if rest != m.group(1):
                            found.append((number, code[:m.start(1)] + rest + code[m.end(1):], "dropped: " + side))
                else:
                    changed = code[:m.start()] + new + code[m.end():]
                    found.append((number, changed, m.group(0).strip() + " became " + new.strip() + " in: " + code.strip()))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("--file", action="append", help="name in src/rules, such as trial.cpp; all areas if not given")
    parser.add_argument("--sample", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="only list the mutants")
    options = parser.parse_args()

    others = {"builtin.cpp", "cards.cpp", "config.cpp", "config_codec.cpp", "engine.cpp", "excerpt.cpp", "shown_text.cpp",
              "validate.cpp"}
    files = [ROOT / "src/rules" / f for f in options.file] if options.file else sorted(
        p for p in (ROOT / "src/rules").glob("*.cpp") if p.name not in others and not p.name.startswith("report"))
    every = [(path, *mutant) for path in files for mutant in mutants_of(path)]
    if options.list:
        for path, number, _, what in every:
            print(f"{path.name}:{number + 1}: {what}")
        return 0
    sample = random.Random(options.seed).sample(every, min(options.sample, len(every)))
    build = ["ninja", "-C", options.build, "carnk_rules_tests"]
    program = [str(pathlib.Path(options.build) / "tests/unit/carnk_rules_tests"), "--gtest_filter=*RuleFixtures*"]

    def run(command, limit=None):
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=limit).returncode == 0

    if not run(build):
        sys.exit("the program does not build without a mutant")
    start = time.monotonic()
    if not run(program):
        sys.exit("the fixtures fail without a mutant")
    limit = 10 * (time.monotonic() - start) + 5
    killed, survivors, broken = 0, [], 0
    for path, number, changed, what in sample:
        original = path.read_text()
        lines = original.splitlines(keepends=True)
        try:
            lines[number] = changed.rstrip() + "\n"
            path.write_text("".join(lines))
            if not run(build):
                broken += 1
                continue
            try:
                alive = run(program, limit)
            except subprocess.TimeoutExpired:
                alive = False
            if alive:
                survivors.append(f"{path.name}:{number + 1}: {what}")
            else:
                killed += 1
        finally:
            path.write_text(original)
    counted = killed + len(survivors)
    for survivor in survivors:
        print("survived:", survivor)
    print(f"{killed} of {counted} mutants killed ({100 * killed / max(counted, 1):.1f} %), {broken} did not compile; "
          f"a sample of {len(sample)} of {len(every)}")
    run(build)
    return 0


if __name__ == "__main__":
    sys.exit(main())
