#!/bin/sh
# A Git hook: copy it to .git/hooks/pre-commit. It checks the users in the files that are about to be committed.
files=$(git diff --cached --name-only --diff-filter=ACM -- '*.json' '*.yaml' '*.yml' '*.tf' '*.sh' | xargs -r grep -l -i -E 'elasticache[-_:. ]*(user|create-user|modify-user)' --)
[ -z "$files" ] || printf '%s\n' "$files" | tr '\n' '\0' | xargs -0 npx --no-install elasticache-user check
