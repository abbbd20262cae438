@echo off
aws elasticache modify-user ^
  --user-id app ^
  --access-string "on %%R~app:* &* +@read" ^
  --passwords "%APP_PASSWORD%"
