namespace KubeDaq.Console.Sessions;

/// <summary>What an issuer gave for a person. A class, as a record would print the tokens.</summary>
internal sealed class PersonTokens(string idToken, string? refreshToken, DateTimeOffset expires)
{
    /// <summary>The token that the API server takes.</summary>
    public string IdToken => idToken;

    /// <summary>The token that gets new ones; null where the issuer gave none.</summary>
    public string? RefreshToken => refreshToken;

    /// <summary>Until when the ID token is good.</summary>
    public DateTimeOffset Expires => expires;
}
