using System.Text.Json.Nodes;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>What a person signs in with is in no log and on no screen.</summary>
[Collection(IdentitySandbox.Collection)]
public sealed class IdentityLeavesNoSecrets(IdentitySandbox sandbox) : IDisposable
{
    private readonly Person _person = new(sandbox);

    public void Dispose() => _person.Dispose();

    [Fact]
    public async Task After_a_whole_round_no_token_and_no_password_was_said()
    {
        IdentitySandbox.NeedsPeople();
        var secrets = new List<string> { File.ReadAllText(Path.Combine(sandbox.Folder, "password")).Trim(), File.ReadAllText(Path.Combine(sandbox.Folder, "console-secret")).Trim() };
        foreach (var (issuer, options) in new[] { ("cern", Array.Empty<string>()), ("fermilab", ["--device"]) })
        {
            (await _person.LoginAsync(issuer, "expert", options)).Succeeded();
            secrets.AddRange(TokensOf(issuer));
            _person.LetTheTokenEnd(issuer);
            (await _person.KubectlAsync("get", "partitions", "-n", "np04", "-v=6")).Succeeded();
            (await _person.KubedaqAsync("whoami")).Succeeded();
            secrets.AddRange(TokensOf(issuer));
            (await _person.KubedaqAsync("logout", "--site", sandbox.Site, "--issuer", issuer)).Succeeded();
            await _person.KubedaqAsync("whoami");
        }

        Assert.NotEmpty(sandbox.Log);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, sandbox.Log, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, _person.Seen, StringComparison.Ordinal));
    }

    /// <summary>The tokens, and the signature of each alone.</summary>
    private IEnumerable<string> TokensOf(string issuer) =>
        _person.Tokens(issuer).Select(field => field.Value).OfType<JsonValue>().Select(value => value.GetValue<string>())
            .SelectMany(token => new[] { token, token.Split('.')[^1] });
}
