package elasticache

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/elasticache/types"
)

type Options struct{ BaseEndpoint *string }

type Client struct{}

func NewFromConfig(cfg aws.Config, optFns ...func(*Options)) *Client { return nil }

type CreateUserInput struct {
	AccessString       *string
	Engine             *string
	UserId             *string
	UserName           *string
	AuthenticationMode *types.AuthenticationMode
	NoPasswordRequired *bool
	Passwords          []string
	Tags               []types.Tag
}

type CreateUserOutput struct {
	Status *string
	UserId *string
}

func (c *Client) CreateUser(ctx context.Context, params *CreateUserInput, optFns ...func(*Options)) (*CreateUserOutput, error) {
	return nil, nil
}

type ModifyUserInput struct {
	UserId             *string
	AccessString       *string
	AppendAccessString *string
	AuthenticationMode *types.AuthenticationMode
	Engine             *string
	NoPasswordRequired *bool
	Passwords          []string
}

type ModifyUserOutput struct {
	Status *string
	UserId *string
}

func (c *Client) ModifyUser(ctx context.Context, params *ModifyUserInput, optFns ...func(*Options)) (*ModifyUserOutput, error) {
	return nil, nil
}

type DescribeUsersInput struct{ UserId *string }

type DescribeUsersOutput struct{ Users []types.User }

func (c *Client) DescribeUsers(ctx context.Context, params *DescribeUsersInput, optFns ...func(*Options)) (*DescribeUsersOutput, error) {
	return nil, nil
}

type CreateUserGroupInput struct {
	Engine      *string
	UserGroupId *string
	Tags        []types.Tag
	UserIds     []string
}

type CreateUserGroupOutput struct {
	Status      *string
	UserGroupId *string
}

func (c *Client) CreateUserGroup(ctx context.Context, params *CreateUserGroupInput, optFns ...func(*Options)) (*CreateUserGroupOutput, error) {
	return nil, nil
}

type ModifyUserGroupInput struct {
	UserGroupId     *string
	Engine          *string
	UserIdsToAdd    []string
	UserIdsToRemove []string
}

type ModifyUserGroupOutput struct {
	Status      *string
	UserGroupId *string
}

type DescribeUserGroupsInput struct{ UserGroupId *string }

type DescribeUserGroupsOutput struct{ UserGroups []types.UserGroup }

func (c *Client) DescribeUserGroups(ctx context.Context, params *DescribeUserGroupsInput, optFns ...func(*Options)) (*DescribeUserGroupsOutput, error) {
	return nil, nil
}

func (c *Client) ModifyUserGroup(ctx context.Context, params *ModifyUserGroupInput, optFns ...func(*Options)) (*ModifyUserGroupOutput, error) {
	return nil, nil
}
