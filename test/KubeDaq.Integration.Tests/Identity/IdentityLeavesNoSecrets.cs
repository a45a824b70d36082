using System.Text;
using System.Text.Json.Nodes;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>What people and applications show as proof of who they are is in no log of any program, and on no screen, at the highest level that each has.</summary>
[Collection(IdentitySandbox.Collection)]
public sealed class IdentityLeavesNoSecrets(IdentitySandbox sandbox) : IDisposable
{
    private const string Name = "secretive";
    private readonly Person _person = new(sandbox);

    public void Dispose() => _person.Dispose();

    [Fact]
    public async Task After_a_whole_round_no_token_no_password_and_no_key_was_said()
    {
        IdentitySandbox.NeedsPeople();
        var secrets = await OfTheClusterAsync();
        foreach (var (issuer, options) in new[] { ("cern", Array.Empty<string>()), ("fermilab", ["--device"]) })
        {
            (await _person.LoginAsync(issuer, "expert", options)).Succeeded();
            secrets.AddRange(TokensOf(issuer));
            secrets.AddRange(await RunPartitionAsync());
            _person.LetTheTokenEnd(issuer);
            // Nine shows the headers of every request, and what was answered.
            (await _person.KubectlAsync("get", "partitions", "-n", "np04", "-v=9")).Succeeded();
            (await _person.KubedaqAsync("whoami", "-o", "json")).Succeeded();
            secrets.AddRange(TokensOf(issuer));
            (await _person.KubedaqAsync("logout", "--site", sandbox.Site, "--issuer", issuer)).Succeeded();
            await _person.KubedaqAsync("whoami");
        }

        Assert.All(Said(), said =>
        {
            Assert.NotEmpty(said.Text);
            Assert.All(secrets, secret => Assert.False(said.Text.Contains(secret, StringComparison.Ordinal), $"{said.Who} has said a secret that begins with {secret[..Math.Min(12, secret.Length)]}"));
        });
    }

    private string Secret(string file) => File.ReadAllText(Path.Combine(sandbox.Folder, file)).Trim();

    /// <summary>Runs a partition and ends it; the tokens that pods had meanwhile, the operator's among them.</summary>
    private async Task<IReadOnlyList<string>> RunPartitionAsync()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Of(Name, Application("main")).ToJsonString(), TestContext.Current.CancellationToken);
        (await _person.KubedaqAsync("apply", "-n", "np04", "-f", file, "--wait")).Succeeded();
        IReadOnlyList<string> tokens = [.. Files("token").Select(Read).SelectMany(WithSignature)];
        (await sandbox.KubectlAsync("delete", "-n", "np04", "-f", file)).Succeeded();
        File.Delete(file);
        return tokens;
    }

    /// <summary>The password of all, the console's secret, and the administrator's key.</summary>
    private async Task<List<string>> OfTheClusterAsync()
    {
        var key = (await sandbox.KubectlAsync("config", "view", "--minify", "--raw", "-o", "jsonpath={.users[0].user.client-key-data}")).Succeeded().Out;
        return [Secret("password"), Secret("console-secret"), key, Encoding.ASCII.GetString(Convert.FromBase64String(key)).Split('\n')[1]];
    }

    /// <summary>The person's tokens.</summary>
    private IEnumerable<string> TokensOf(string issuer) =>
        _person.Tokens(issuer).Select(field => field.Value).OfType<JsonValue>().Select(value => value.GetValue<string>()).SelectMany(WithSignature);

    private static IEnumerable<string> WithSignature(string token) => token.Length == 0 ? [] : [token, token.Split('.')[^1]];

    /// <summary>What each program has said until now.</summary>
    private List<(string Who, string Text)> Said()
    {
        var said = new List<(string, string)> { ("the sandbox, with its agents", sandbox.Log), ("kubedaq or kubectl", _person.Seen) };
        if (sandbox.AuditLog is { } audit)
            said.Add(("the audit log", Read(audit)));
        said.AddRange(Files("*.log").Where(file => file != sandbox.AuditLog).Select(file => (file, Read(file))).Where(log => log.Item2.Length > 0));
        return said;
    }

    private IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(
        Path.GetFullPath(Path.Combine(sandbox.Folder, "..")), pattern, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None });

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // Of a pod that has just gone.
            return "";
        }
    }
}
