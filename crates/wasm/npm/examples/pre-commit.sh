#!/bin/sh
# Checks the users in the files that are about to be committed. As a Git hook: copy it to .git/hooks/pre-commit. As a hook of
# https://pre-commit.com, it is given the files.
if [ "$#" -gt 0 ]; then
  files=$(printf '%s\n' "$@")
else
  files=$(git diff --cached --name-only --diff-filter=ACM -- '*.json' '*.yaml' '*.yml' '*.tf' '*.sh')
fi
# Files without users are left out: the checker exits with 2 where there is nothing to check.
files=$(printf '%s' "$files" | tr '\n' '\0' | xargs -0 -r grep -l -i -E 'elasticache[-_:. ]*(user|create-user|modify-user)|AccessString' --)
[ -z "$files" ] || printf '%s\n' "$files" | tr '\n' '\0' | xargs -0 npx --yes elasticache-user check
