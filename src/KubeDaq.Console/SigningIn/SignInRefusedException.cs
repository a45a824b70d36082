namespace KubeDaq.Console.SigningIn;

/// <summary>The issuer's token is good, and the cluster will not take it; the message says why, for the person.</summary>
internal sealed class SignInRefusedException(string message) : Exception(message);
