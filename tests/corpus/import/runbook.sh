#!/usr/bin/env bash
set -euo pipefail
USER_ID=orders-reader
# read-only user of the orders service
aws elasticache create-user \
  --region eu-west-1 \
  --user-id "$USER_ID" \
  --user-name "$USER_ID" \
  --engine valkey \
  --access-string "on ~orders:* resetchannels -@all +@read +ping" \
  --passwords "$ORDERS_PASSWORD" \
  --tags Key=team,Value=orders Key=env,Value=prod | jq -r .Status
aws elasticache modify-user --user-id old-reader --access-string 'off -@all'
