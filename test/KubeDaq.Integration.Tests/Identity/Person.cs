using System.Diagnostics;
using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>Somebody with a home folder, who signs in.</summary>
internal sealed class Person(IdentitySandbox sandbox, string? site = null) : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("kubedaq-home-");

    /// <summary>All that was printed for this person, tokens asked for by hand aside.</summary>
    public string Seen { get; private set; } = "";

    public string Sessions => Path.Combine(_home.FullName, ".local", "state", "kubedaq", "sessions");

    public string SessionFile(string issuer) => Directory.GetFiles(Sessions, $"{issuer}-*.json").Single();

    private string Kubeconfig => Path.Combine(_home.FullName, ".kube", "config");

    private Dictionary<string, string> Environment => new() { ["HOME"] = _home.FullName, ["KUBECONFIG"] = Kubeconfig, ["NO_COLOR"] = "1", ["DISPLAY"] = "", ["BROWSER"] = "" };

    /// <summary>Runs <c>kubedaq login</c> and does in a browser what it says.</summary>
    public async Task<Command> LoginAsync(string issuer, string user, params string[] options)
    {
        var start = Command.StartInfo(Executables.Kubedaq, ["login", "--site", site ?? sandbox.Site, "--issuer", issuer, .. options], Environment);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var said = "";
        while (await process.StandardError.ReadLineAsync(deadline.Token) is { } line)
        {
            said += line + "\n";
            if (!line.TrimStart().StartsWith("https://", StringComparison.Ordinal))
                continue;
            using var browser = new FormBrowser(sandbox.Folder);
            await browser.SignInAsync(line.Trim(), user);
        }

        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return Remember(new Command(process.ExitCode, output, said));
    }

    public async Task<Command> KubedaqAsync(params string[] arguments) => Remember(await Command.RunAsync(Executables.Kubedaq, arguments, environment: Environment));

    public async Task<Command> KubectlAsync(params string[] arguments) => Remember(await Command.RunAsync(Executables.Kubectl!, arguments, environment: Environment));

    /// <summary>The tokens that are kept for an issuer.</summary>
    public JsonObject Tokens(string issuer) => JsonNode.Parse(File.ReadAllText(SessionFile(issuer)))!.AsObject();

    /// <summary>As after a quarter of an hour: the ID token that is kept has ended.</summary>
    public void LetTheTokenEnd(string issuer)
    {
        var tokens = Tokens(issuer);
        var parts = tokens["id_token"]!.GetValue<string>().Split('.');
        var claims = JsonNode.Parse(Decode(parts[1]))!.AsObject();
        claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 1;
        var payload = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        tokens["id_token"] = $"{parts[0]}.{payload}.{parts[2]}";
        File.WriteAllText(SessionFile(issuer), tokens.ToJsonString());
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static byte[] Decode(string part) => Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='));

    private Command Remember(Command command)
    {
        Seen += command.All;
        return command;
    }
}
