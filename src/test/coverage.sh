#!/usr/bin/env bash
# Prints what `mvn test -Pcoverage` has counted: the share of lines and branches that the fast tests reach,
# of each package and in all. Code that only child processes of the tests run does not count.
set -euo pipefail
csv=$(dirname "$0")/../../target/site/jacoco/jacoco.csv
awk -F, '
  NR == 1 { next }
  {
    sub(/^recipe4j\.?/, "", $2)
    lines[$2] += $8 + $9; reached[$2] += $9; branches[$2] += $6 + $7; taken[$2] += $7
    all += $8 + $9; allReached += $9; allBranches += $6 + $7; allTaken += $7
  }
  function percent(part, whole) { return whole ? sprintf("%.1f%%", 100 * part / whole) : "-" }
  END {
    for (name in lines)
      printf "%-26s %6d lines %7s   branches %7s\n", name, lines[name],
        percent(reached[name], lines[name]), percent(taken[name], branches[name]) | "sort"
    close("sort")
    printf "%-26s %6d lines %7s   branches %7s\n", "coverage of the fast tests", all,
      percent(allReached, all), percent(allTaken, allBranches)
  }' "$csv"
