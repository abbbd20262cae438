package types

type InputAuthenticationType string

const (
	InputAuthenticationTypePassword   InputAuthenticationType = "password"
	InputAuthenticationTypeNoPassword InputAuthenticationType = "no-password-required"
	InputAuthenticationTypeIam        InputAuthenticationType = "iam"
)

type AuthenticationMode struct {
	Passwords []string
	Type      InputAuthenticationType
}

type Tag struct {
	Key   *string
	Value *string
}

type User struct {
	Status *string
	UserId *string
}

type UserGroup struct {
	Status      *string
	UserGroupId *string
}
