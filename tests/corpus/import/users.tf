variable "password" {
  type      = string
  sensitive = true
}

resource "aws_elasticache_user" "app" {
  user_id       = "app"
  user_name     = "app"
  engine        = "valkey" # or redis
  access_string = "on ~app:* -@all +@read"

  authentication_mode {
    type      = "password"
    passwords = [var.password, random_password.second.result]
  }

  tags = { team = "app", "cost center" = "12" }
}

resource "aws_elasticache_user" "iam" {
  user_id       = "${var.prefix}-iam"
  user_name     = "${var.prefix}-iam"
  engine        = "VALKEY"
  access_string = <<-EOT
    on ~* +@all
  EOT
  authentication_mode {
    type = "iam"
  }
}
