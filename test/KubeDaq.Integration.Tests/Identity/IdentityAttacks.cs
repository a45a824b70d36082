using System.Text;
using System.Text.Json.Nodes;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>Tokens that are not what they seem are worth nothing, on whatever cluster the tests run.</summary>
[Collection(IdentitySandbox.Collection)]
public sealed class IdentityAttacks(IdentitySandbox sandbox) : IDisposable
{
    private readonly List<Person> _people = [];

    public void Dispose() => _people.ForEach(person => person.Dispose());

    [Theory]
    [InlineData("no signature at all")]
    [InlineData("an algorithm that needs no key")]
    [InlineData("a shared secret that everybody knows")]
    [InlineData("another user's name under the old signature")]
    [InlineData("an end in a thousand years under the old signature")]
    [InlineData("the other laboratory's issuer under the old signature")]
    [InlineData("the signature of another token")]
    public async Task A_token_with(string attack)
    {
        IdentitySandbox.NeedsPeople();
        var token = await TokenAsync("cern", "shifter", "id_token");
        Assert.Equal(0, await AskAsync(token));
        Assert.NotEqual(0, await AskAsync(await ForgedAsync(attack, token)));
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    public async Task What_is_no_ID_token_is_none(string kind)
    {
        IdentitySandbox.NeedsPeople();
        Assert.NotEqual(0, await AskAsync(await TokenAsync("fermilab", "shifter", kind)));
    }

    private async Task<string> ForgedAsync(string attack, string token)
    {
        var parts = token.Split('.');
        return attack switch
        {
            "no signature at all" => $"{parts[0]}.{parts[1]}.",
            "an algorithm that needs no key" => $"{With(parts[0], "alg", "none")}.{parts[1]}.",
            "a shared secret that everybody knows" => Signed($"{With(parts[0], "alg", "HS256")}.{parts[1]}"),
            "another user's name under the old signature" => $"{parts[0]}.{With(parts[1], "cern_upn", "administrator")}.{parts[2]}",
            "an end in a thousand years under the old signature" => $"{parts[0]}.{With(parts[1], "exp", 33_000_000_000)}.{parts[2]}",
            "the other laboratory's issuer under the old signature" => $"{parts[0]}.{With(parts[1], "iss", sandbox.IssuerUrl("fermilab"))}.{parts[2]}",
            _ => $"{parts[0]}.{parts[1]}.{(await TokenAsync("cern", "viewer", "id_token")).Split('.')[2]}",
        };
    }

    private async Task<string> TokenAsync(string issuer, string user, string kind)
    {
        var person = new Person(sandbox);
        _people.Add(person);
        (await person.LoginAsync(issuer, user)).Succeeded();
        return person.Tokens(issuer)[kind]?.GetValue<string>() ?? "none";
    }

    /// <summary>The exit code of kubectl with this token.</summary>
    private async Task<int> AskAsync(string token)
    {
        var person = _people[0];
        var answer = await person.KubectlAsync("auth", "whoami", "--user", "", "--token", token);
        Assert.True(answer.ExitCode == 0 || answer.Err.Contains("Unauthorized", StringComparison.OrdinalIgnoreCase) || answer.Err.Contains("must be logged in", StringComparison.Ordinal), answer.All);
        return answer.ExitCode;
    }

    private static string With(string part, string field, JsonNode value)
    {
        var read = JsonNode.Parse(Decode(part))!.AsObject();
        read[field] = value;
        return Encode(Encoding.UTF8.GetBytes(read.ToJsonString()));
    }

    private static string Signed(string signed)
    {
        using var key = new System.Security.Cryptography.HMACSHA256("kubedaq"u8.ToArray());
        return $"{signed}.{Encode(key.ComputeHash(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static byte[] Decode(string part) => Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='));

    private static string Encode(byte[] part) => Convert.ToBase64String(part).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
