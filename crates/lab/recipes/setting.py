"""What a workload is told by the program that measures it."""
import os

HOST = os.environ["RECIPE_HOST"]
PORT = int(os.environ["RECIPE_PORT"])
USERNAME = os.environ["RECIPE_USERNAME"]
PASSWORD = os.environ["RECIPE_PASSWORD"]
CLUSTER = os.environ["RECIPE_CLUSTER"] == "1"
ENGINE = os.environ["RECIPE_ENGINE"]
URL = f"redis://{USERNAME}:{PASSWORD}@{HOST}:{PORT}/0"


def parameter(name):
    return os.environ["RECIPE_" + name.upper()]
