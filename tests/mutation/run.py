#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Are the rules alive? Changes the code of the rules in one place at a time and counts how many changes the fixtures notice.

  tests/mutation/run.py BUILD_DIR [--file NAME ...] [--jobs N] [--json FILE] [--list]

BUILD_DIR is a configured build of the preset dev. A mutant turns a comparison into its neighbour (< into <=, == into !=), "and" into
"or" and back, drops one side of an "and" or "or", or negates the condition of an "if". Compiling each mutant alone takes days, so all
are compiled at once: a copy of each file of the rules, in BUILD_DIR/mutation, has every place behind a switch (mutant.hpp), and one
program (runner.cpp) runs the fixtures of tests/rules, and after them the other tests of the rules, once for each mutant. The sources
are not touched.

A mutant is killed if a fixture raises anything but what its expect.json says, or another test of the rules fails, or either crashes
or does not end. It is killed as well if on a fixture the value of an absent Optional is read more often than by the code: what takes
a member that is not there for an empty one is another rule, even where the two agree. survivors.json lists those that are not killed, each with the reason why no document can tell it from the code, or why
it is left; the script fails if one survives that is not listed, or if a listed one is killed, or if fewer than 95 % are killed.
"""
import argparse
import collections
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WANTED = 95.0

# Not rules: what runs them, reads configurations and writes reports. They have tests of their own.
MACHINERY = {"builtin.cpp", "cards.cpp", "config.cpp", "config_codec.cpp", "config_type_info.cpp", "engine.cpp", "excerpt.cpp",
             "shown_text.cpp", "validate.cpp"}

TOKEN = re.compile(r"""
    (?P<skip>\s+|//[^\n]*|/\*.*?\*/|^[ \t]*\#[^\n]*(?:\\\n[^\n]*)*)
  | (?P<text>(?:u8|[uUL])?R"(?P<d>[^(]*)\(.*?\)(?P=d)"|(?:u8|[uUL])?"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<word>[A-Za-z_]\w*) | (?P<number>\.?\d(?:[\w.']|[eE][+-])*)
  | (?P<mark><=>|<<=|>>=|->\*|\.\.\.|::|->|\+\+|--|<<|&&|\|\||[<>=!]=|[-+*/%&|^]=|.)
""", re.X | re.S | re.M)

PRECEDENCE = {"||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
CALLS = {"==": "equal", "!=": "unequal", "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal"}
NEIGHBOUR = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "&&": "||", "||": "&&"}
ASSIGN = {"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="}
STOP_WORDS = {"return", "case", "else", "throw", "co_return", "co_yield", "do", "goto"}


class Place:
    """A part of a file that is changed: an operator with its two sides, or a condition."""

    def __init__(self, kind, begin, end, left_end=None, right_begin=None, line=0):
        self.kind, self.begin, self.end, self.left_end, self.right_begin, self.line = kind, begin, end, left_end, right_begin, line
        self.first = None  # number of its first mutant


def places_of(text):
    tokens = []
    for m in TOKEN.finditer(text):
        if m.lastgroup != "skip" and m.group("skip") is None:
            kind = next(k for k in ("text", "word", "number", "mark") if m.group(k) is not None)
            tokens.append((m.group(0), m.start(), m.end(), kind))
    # Brackets; angle brackets are those of templates where no blank stands before them, as clang-format writes them.
    partner, stack = {}, []
    for i, (t, a, b, kind) in enumerate(tokens):
        if kind != "mark":
            continue
        blank = a > 0 and text[a - 1] in " \n"
        if t in "([{" or (t == "<" and (not blank or tokens[i - 1][0] == "template")):
            stack.append(i)
        elif t in ")]}":
            while stack and tokens[stack[-1]][0] == "<":
                stack.pop()
            partner[i] = stack[-1]
            partner[stack.pop()] = i
        elif t == ">" and not blank and stack and tokens[stack[-1]][0] == "<":
            partner[i] = stack[-1]
            partner[stack.pop()] = i
    # Where nothing is changed: what the compiler decides, and the declarations of operators.
    skipped = set()
    for i, (t, *_rest) in enumerate(tokens):
        if t in ("static_assert", "requires", "concept", "operator") or (t == "constexpr" and i > 0 and tokens[i - 1][0] == "if"):
            k = i + 1
            while k < len(tokens) and tokens[k][0] not in ("(", ";", "{"):
                skipped.add(k)
                k += 1
            if k < len(tokens) and tokens[k][0] in "({":
                skipped.update(range(k, partner[k] + 1))
        if t == "template" and tokens[i + 1][0] == "<" and i + 1 in partner:
            skipped.update(range(i + 1, partner[i + 1] + 1))

    def stops(t, kind, p, towards_right):
        if t in (",", ";", "?", ":") or t in ASSIGN or (kind == "word" and t in STOP_WORDS):
            return True
        q = PRECEDENCE.get(t) if kind == "mark" else None
        return q is not None and (q <= p if towards_right else q < p)

    line_of = lambda a: text.count("\n", 0, a) + 1
    places = []
    for i, (t, a, b, kind) in enumerate(tokens):
        if i in skipped:
            continue
        if kind == "mark" and t in PRECEDENCE and i not in partner:
            if t == "&&" and text[a - 1] not in " \n":
                continue  # a reference
            p, k = PRECEDENCE[t], i - 1
            while k >= 0:
                u = tokens[k]
                if k in partner and partner[k] < k and u[3] == "mark":
                    k = partner[k] - 1
                    continue
                if (u[3] == "mark" and u[0] in "([{") or (u[0] == "<" and k in partner) or (
                        stops(u[0], u[3], p, False) and k not in partner):
                    break
                k -= 1
            left = k + 1
            k = i + 1
            while k < len(tokens):
                u = tokens[k]
                if k in partner and partner[k] > k:
                    k = partner[k] + 1
                    continue
                if k in partner or stops(u[0], u[3], p, True):
                    break
                k += 1
            places.append(Place(t, tokens[left][1], tokens[k - 1][2], tokens[i - 1][2], tokens[i + 1][1], line_of(a)))
        elif t == "if" and tokens[i + 1][0] == "(":
            begin, end = i + 2, partner[i + 1]
            k, assigned = begin, False
            while k < end:
                if tokens[k][0] == ";":
                    begin, assigned = k + 1, False
                elif tokens[k][0] == "=":
                    assigned = True
                k = partner[k] + 1 if k in partner and partner[k] > k else k + 1
            if not assigned:
                places.append(Place("if", tokens[begin][1], tokens[end - 1][2], line=line_of(tokens[begin][1])))
    places.sort(key=lambda p: (p.begin, -p.end, p.kind != "if"))
    return places


def mutants_of(place, text):
    """(what is done, the code) for each mutant of a place, in the order of their numbers."""
    short = lambda a, b: " ".join(text[a:b].split())
    whole = short(place.begin, place.end)
    if place.kind == "if":
        return [("negated", whole)]
    flipped = [(f"{place.kind} became {NEIGHBOUR[place.kind]}", whole)]
    if place.kind in CALLS:
        return flipped
    return flipped + [("dropped left of " + place.kind, whole), ("dropped right of " + place.kind, whole)]


def switched(text, places):
    """The text with a switch around every place that has a number."""

    def render(a, b, inside):
        out, at, i = [], a, 0
        while i < len(inside):
            p = inside[i]
            j = i + 1
            while j < len(inside) and inside[j].begin < p.end:
                j += 1
            out.append(text[at:p.begin])
            out.append(one(p, inside[i + 1:j]))
            at, i = p.end, j
        return "".join(out) + text[at:b]

    def one(p, inside):
        if p.kind == "if":
            return f"(::mutant::on({p.first}) != static_cast<bool>({render(p.begin, p.end, inside)}))"
        left = render(p.begin, p.left_end, [x for x in inside if x.begin < p.left_end])
        between = "\n" * text.count("\n", p.left_end, p.right_begin)  # line numbers stay
        right = render(p.right_begin, p.end, [x for x in inside if x.begin >= p.right_begin])
        if p.kind in CALLS:
            return f"::mutant::{CALLS[p.kind]}({p.first}, {left},{between} {right})"
        word = "and" if p.kind == "&&" else "or"
        return (f"(::mutant::{word}_enters({p.first}, static_cast<bool>({left})){between} ? "
                f"::mutant::{word}_takes({p.first}, static_cast<bool>({right})) : ::mutant::{word}_leaves({p.first}))")

    return render(0, len(text), places)


def build(build_dir, files, jobs):
    """Builds the program; returns it and the mutants as (file, line, what, code)."""
    work = build_dir / "mutation"
    (work / "rules").mkdir(parents=True, exist_ok=True)
    checked = work / "include/carnk/core"
    checked.mkdir(parents=True, exist_ok=True)
    header, n = re.subn(r"(operator(?:\*|->)\(\)[^{;\n]*noexcept) \{ (return [^}]*;) \}", r"\1 { ::mutant::there(present_); \2 }",
                        (ROOT / "include/carnk/core/optional.hpp").read_text())
    if n != 5:
        sys.exit("optional.hpp reads its value in another way than it did")
    (checked / "optional.hpp").write_text(header)
    commands = {c["file"]: c["command"] for c in json.loads((build_dir / "compile_commands.json").read_text())}
    subprocess.run(["ninja", "-j", str(jobs), "-C", str(build_dir), "carnk_rules_tests"], check=True, stdout=subprocess.DEVNULL)

    texts = {f: f.read_text() for f in files}
    places = {f: places_of(texts[f]) for f in files}
    excluded = collections.Counter()
    mutants = []

    def number():
        mutants.clear()
        for f in files:
            for p in places[f]:
                p.first = len(mutants)
                mutants.extend((f.name, p.line, what, code) for what, code in mutants_of(p, texts[f]))

    def command_of(source, output, flags=()):
        command = shlex.split(commands[str(source)])
        command[command.index("-o") + 1] = str(output)
        keep = [x for x in command if not x.startswith(("-g", "-W"))]
        cache = [c for c in [shutil.which("ccache")] if c and pathlib.Path(keep[0]).name != "ccache"]
        return cache + keep[:1] + [f"-I{work}", f"-I{work}/include", *flags] + keep[1:] + ["-O0", "-g0", "-w", "-D_GLIBCXX_ASSERTIONS"]

    number()
    for f in files:  # the numbers of a file stay as they are when a place of another is left out
        (work / "rules" / f.name).write_text(switched(texts[f], places[f]))
    waiting, running, objects = [f for f in files if f.suffix == ".cpp"], [], []
    runner_object = work / "runner.o"
    runner = command_of(ROOT / "tests/unit/rules_fixtures_test.cpp", runner_object, ["-include", str(HERE / "mutant.hpp")])
    runner[runner.index(str(ROOT / "tests/unit/rules_fixtures_test.cpp"))] = str(HERE / "runner.cpp")
    pending = [("runner.cpp", None, runner)]
    for f in waiting:
        output = work / (f.stem + ".o")
        objects.append(output)
        command = command_of(f, output, ["-include", str(HERE / "mutant.hpp")])
        command[command.index(str(f))] = str(work / "rules" / f.name)
        pending.append((f.name, f, command))
    failed = []
    while pending or running:
        while pending and len(running) < jobs:
            name, f, command = pending.pop(0)
            running.append((name, f, command, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)))
        name, f, command, process = running.pop(0)
        output = process.communicate()[0]
        if process.returncode == 0:
            continue
        lines = {int(n) for n in re.findall(re.escape(name) + r":(\d+):\d+: +(?:error|required from here)", output)} if f else set()
        left = [p for p in places[f] if p.line not in lines] if f else []
        if not f or len(left) == len(places[f]):
            failed.append(output[:3000])
            continue
        excluded[name] += len(places[f]) - len(left)
        places[f] = left
        (work / "rules" / f.name).write_text(switched(texts[f], left))
        pending.append((name, f, command))
    if failed:
        sys.exit("\n".join(failed))

    link = subprocess.run(["ninja", "-C", str(build_dir), "-t", "commands", "carnk_rules_tests"], capture_output=True,
                          text=True, check=True).stdout.strip().splitlines()[-1]
    arguments = shlex.split(link.split("&&")[1])
    program = work / "runner"
    out = arguments.index("-o")
    arguments[out + 1] = str(program)
    own = [str(runner_object)] + [str(o) for o in objects]
    arguments = [x for x in arguments if not x.endswith("rules_fixtures_test.cpp.o")]
    place = next(i for i, x in enumerate(arguments) if x.endswith(".o"))
    subprocess.run(arguments[:place] + own + arguments[place:], check=True, cwd=build_dir)
    numbers = [n for f in files for p in places[f] for n in range(p.first, p.first + len(mutants_of(p, texts[f])))]
    return program, mutants, set(numbers), excluded


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--file", action="append", help="name in src/rules, such as trial.cpp; all rules if not given")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=pathlib.Path, help="write what became of each mutant there")
    parser.add_argument("--list", action="store_true", help="only list the mutants")
    options = parser.parse_args()

    folder = ROOT / "src/rules"
    files = [folder / f for f in options.file] if options.file else sorted(
        p for p in folder.glob("*.cpp") if p.name not in MACHINERY and not p.name.startswith("report"))
    if options.list:
        for f in files:
            text = f.read_text()
            for p in places_of(text):
                for what, code in mutants_of(p, text):
                    print(f"{f.name}:{p.line}: {what}: {code}")
        return 0

    program, mutants, numbers, excluded = build(options.build.resolve(), files, options.jobs)
    lines = subprocess.run([str(program), str(len(mutants)), str(options.jobs)], stdout=subprocess.PIPE, text=True)
    if lines.returncode != 0:
        sys.exit("the program failed")
    verdicts = {}
    for line in lines.stdout.splitlines():
        m = re.match(r"(\d+) (killed (?:fixture|test) .*|survived|unreached)$", line)
        if m and int(m.group(1)) in numbers:
            verdicts[int(m.group(1))] = m.group(2)
    if set(verdicts) != numbers:
        sys.exit(f"no verdict on {len(numbers - set(verdicts))} mutants")

    # Survivors and their reasons. A reason is told by file, change, code and how often these stood before, not by line.
    known = {}
    listed = HERE / "survivors.json"
    if listed.exists():
        for s in json.loads(listed.read_text())["survivors"]:
            known[(s["file"], s["change"], s["code"], s.get("occurrence", 1))] = s["reason"]
    seen, records = collections.Counter(), []
    for n, (name, line, what, code) in enumerate(mutants):
        seen[(name, what, code)] += 1
        if n in numbers:
            key = (name, what, code, seen[(name, what, code)])
            records.append({"file": name, "line": line, "change": what, "code": code, "occurrence": key[3],
                            "verdict": verdicts[n], "reason": known.get(key)})
    killed = lambda r: r["verdict"].startswith("killed")
    stale = [k for k in known if k[0] in {f.name for f in files}
             and not any((r["file"], r["change"], r["code"], r["occurrence"]) == k and not killed(r) for r in records)]
    unexplained = [r for r in records if not killed(r) and not r["reason"]]

    table = []
    for f in files:
        own = [r for r in records if r["file"] == f.name]
        if own:
            table.append((f.name, len(own), sum(map(killed, own)), sum(r["verdict"].startswith("killed fixture") for r in own)))
    total = tuple(sum(row[i] for row in table) for i in (1, 2, 3))
    share = 100 * total[1] / max(total[0], 1)
    print(f"{'file':22}{'mutants':>8}{'killed':>8}{'by fixtures':>13}{'share':>9}")
    for name, all_of, dead, by_fixture in [*table, ("all", *total)]:
        print(f"{name:22}{all_of:>8}{dead:>8}{by_fixture:>13}{100 * dead / all_of:>8.1f}%")
    for name, n in excluded.items():
        print(f"{n} places of {name} do not compile with a switch and are not counted")
    for r in unexplained:
        print(f"{r['verdict']}: {r['file']}:{r['line']}: {r['change']}: {r['code']}")
    for k in stale:
        print("survivors.json lists a mutant that is killed or is not there: " + ": ".join(map(str, k)))
    if options.json:
        options.json.write_text(json.dumps({"mutant_count": total[0], "killed_count": total[1], "killed_by_fixture_count": total[2],
                                            "killed_percent": round(share, 2), "mutants": records}, indent=1) + "\n")
    print(f"{total[1]} of {total[0]} mutants killed ({share:.1f} %), {len(records) - total[1]} survive, "
          f"{len(unexplained)} of them without a reason")
    return 0 if share >= WANTED and not unexplained and not stale else 1


if __name__ == "__main__":
    sys.exit(main())
