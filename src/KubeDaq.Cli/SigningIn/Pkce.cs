using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Cli.SigningIn;

/// <summary>Random words of one sign-in: a code or an answer that belongs to another one is of no use (RFC 7636).</summary>
internal sealed record Pkce(string Verifier, string State, string Nonce)
{
    public string Challenge => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static Pkce Make() => new(Word(), Word(), Word());

    private static string Word() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}
