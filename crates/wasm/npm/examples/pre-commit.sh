#!/bin/sh
# Checks the users in the files that are about to be committed. To use it as a Git hook, copy it to .git/hooks/pre-commit. As a
# https://pre-commit.com hook, it gets the files as arguments.
if [ "$#" -gt 0 ]; then
  files=$(printf '%s\n' "$@")
else
  files=$(git diff --cached --name-only --diff-filter=ACM -- '*.json' '*.yaml' '*.yml' '*.tf' '*.sh')
fi
# Files without users are skipped, as the checker exits with 2 if there is nothing to check.
files=$(printf '%s' "$files" | tr '\n' '\0' | xargs -0 -r grep -l -i -E 'elasticache[-_:. ]*(user|create-user|modify-user)|AccessString' --)
[ -z "$files" ] || printf '%s\n' "$files" | tr '\n' '\0' | xargs -0 npx --yes elasticache-user check
