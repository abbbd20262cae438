import os
import boto3

client = boto3.client("elasticache", region_name="eu-west-1")
client.create_user(
    UserId="app",
    UserName="app",
    Engine='valkey',
    AccessString="on ~app:* "
                 "-@all +@read",  # read only
    AuthenticationMode={"Type": "password", "Passwords": [os.environ["APP_PASSWORD"]]},
    Tags=[{"Key": "team", "Value": f"{team}"}],
)
