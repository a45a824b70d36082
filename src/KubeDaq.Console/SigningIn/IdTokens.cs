using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Console.SigningIn;

/// <summary>Reads ID tokens whose signature was checked.</summary>
internal static class IdTokens
{
    /// <summary>What the token says.</summary>
    public static JsonObject ClaimsOf(string token) => (JsonObject)JsonNode.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[1]))!;

    /// <summary>Until when it is good.</summary>
    public static DateTimeOffset ExpiryOf(string token) => new JsonWebToken(token).ValidTo;
}
