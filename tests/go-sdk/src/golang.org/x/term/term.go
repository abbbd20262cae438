package term

func ReadPassword(fd int) ([]byte, error) { return nil, nil }
