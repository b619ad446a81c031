"""What stands in a diary, and when somebody who went out is late home. Pure."""
