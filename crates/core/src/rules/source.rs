//! The pages that the rules cite: documentation, or, for observed behavior, where it can be seen.

use crate::Source;

pub const CREATE_USER: Source = Source {
    title: "CreateUser, Amazon ElastiCache API Reference",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html",
};
pub const MODIFY_USER: Source = Source {
    title: "ModifyUser, Amazon ElastiCache API Reference",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html",
};
pub const AUTHENTICATION_MODE: Source = Source {
    title: "AuthenticationMode, Amazon ElastiCache API Reference",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_AuthenticationMode.html",
};
pub const TAG: Source = Source {
    title: "Tag, Amazon ElastiCache API Reference",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Tag.html",
};
pub const USER: Source = Source {
    title: "User, Amazon ElastiCache API Reference",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_User.html",
};
pub const RBAC: Source = Source {
    title: "Role-Based Access Control (RBAC), Amazon ElastiCache User Guide",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
};
pub const IAM: Source = Source {
    title: "Authenticating with IAM, Amazon ElastiCache User Guide",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html",
};
pub const AUTH_TOKEN: Source = Source {
    title: "Authenticating with the AUTH command, Amazon ElastiCache User Guide",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
};
pub const TAGGING: Source = Source {
    title: "Tagging your ElastiCache resources, Amazon ElastiCache User Guide",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html",
};
pub const CLOUDFORMATION: Source = Source {
    title: "AWS::ElastiCache::User, AWS CloudFormation Template Reference",
    url: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticache-user.html",
};
pub const TERRAFORM: Source = Source {
    title: "aws_elasticache_user, Terraform AWS provider",
    url: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_user",
};
pub const CDK_LIBRARY: Source = Source {
    title: "ElastiCache user constructs, Open Constructs library for the AWS CDK",
    url: "https://github.com/open-constructs/aws-cdk-library/blob/main/src/aws-elasticache/user.ts",
};
pub const BOTOCORE: Source = Source {
    title: "Parameter validation in botocore, which the AWS CLI and boto3 share",
    url: "https://github.com/boto/botocore/blob/develop/botocore/validate.py",
};
pub const CLI_CREATE_USER: Source = Source {
    title: "create-user, AWS CLI Command Reference",
    url: "https://docs.aws.amazon.com/cli/latest/reference/elasticache/create-user.html",
};
pub const CLI_FILES: Source = Source {
    title: "Load a parameter from a file, AWS CLI User Guide",
    url: "https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html",
};
pub const CLI_MIGRATION: Source = Source {
    title: "Breaking changes between AWS CLI versions 1 and 2, AWS CLI User Guide",
    url: "https://docs.aws.amazon.com/cli/latest/userguide/cliv2-migration-changes.html",
};
pub const CLI_SKELETON: Source = Source {
    title: "Skeletons and input files, AWS CLI User Guide",
    url: "https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html",
};
pub const CLOUDTRAIL: Source = Source {
    title: "Logging ElastiCache API calls with AWS CloudTrail, Amazon ElastiCache User Guide",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/logging-using-cloudtrail.html",
};
pub const JSON: Source = Source {
    title: "JSON data type overview, Amazon ElastiCache User Guide",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/json-document-overview.html",
};
pub const SEARCH: Source = Source {
    title: "Search features and limits, Amazon ElastiCache User Guide",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/search-features-limits.html",
};
pub const ACL: Source = Source { title: "ACL, Valkey documentation", url: "https://valkey.io/topics/acl/" };
pub const FLUSHALL: Source =
    Source { title: "FLUSHALL, Valkey documentation", url: "https://valkey.io/commands/flushall/" };
pub const RESTRICTED: Source = Source {
    title: "Supported and restricted commands, Amazon ElastiCache User Guide",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html",
};
pub const CREATE_USER_GROUP: Source = Source {
    title: "CreateUserGroup, Amazon ElastiCache API Reference",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html",
};
pub const MODIFY_USER_GROUP: Source = Source {
    title: "ModifyUserGroup, Amazon ElastiCache API Reference",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUserGroup.html",
};
pub const CLOUDFORMATION_GROUP: Source = Source {
    title: "AWS::ElastiCache::UserGroup, AWS CloudFormation Template Reference",
    url: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticache-usergroup.html",
};
pub const TERRAFORM_GROUP: Source = Source {
    title: "aws_elasticache_user_group, Terraform AWS provider",
    url: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_user_group",
};
pub const TERRAFORM_DEFAULT: Source = Source {
    title: "A reply of ElastiCache to a group without a default user, issue 34784 of the Terraform AWS provider",
    url: "https://github.com/hashicorp/terraform-provider-aws/issues/34784",
};
pub const TERRAFORM_BUSY: Source = Source {
    title: "A reply of ElastiCache to changes that follow too soon, issue 37911 of the Terraform AWS provider",
    url: "https://github.com/hashicorp/terraform-provider-aws/issues/37911",
};
pub const TERRAFORM_NON_MEMBER: Source = Source {
    title: "A reply of ElastiCache to the removal of a non-member, issue 49945 of the Terraform AWS provider",
    url: "https://github.com/hashicorp/terraform-provider-aws/issues/49945",
};
pub const CDK_GROUP: Source = Source {
    title: "ElastiCache user group constructs, Open Constructs library for the AWS CDK",
    url: "https://github.com/open-constructs/aws-cdk-library/blob/main/src/aws-elasticache/user-group.ts",
};
pub const QUOTAS: Source = Source {
    title: "Quotas for ElastiCache, Amazon ElastiCache User Guide",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html",
};
pub const IAM_ACTIONS: Source = Source {
    title: "Actions, resources, and condition keys for Amazon ElastiCache, Service Authorization Reference",
    url: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticache.html",
};
