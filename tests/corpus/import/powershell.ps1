$password = Read-Host 'Password'
aws elasticache create-user `
    --user-id app `
    --user-name app `
    --engine valkey `
    --access-string 'on ~app::* +@read' `
    --passwords $password
