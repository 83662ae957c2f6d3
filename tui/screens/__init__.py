"""The screens: each turns messages of widgets into calls on the library and hands values back."""
