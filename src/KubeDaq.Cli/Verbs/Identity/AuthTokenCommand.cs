using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.SigningIn;

namespace KubeDaq.Cli.Verbs.Identity;

/// <summary>Gives kubectl and other clients of Kubernetes the person's token, as a credential plugin.</summary>
internal sealed class AuthTokenCommand : Verb
{
    private readonly IssuerOptions _issuer = new();

    public AuthTokenCommand(Shell shell)
        : base(shell, "token", $"Print your token for kubectl, which asks for it by itself ({ExecCredential.ApiVersion}).") => _issuer.AddTo(this);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var chosen = _issuer.Choose(parsed);
        using var signIn = new SignIn(chosen.Issuer, SessionFile.Of(chosen.Issuer, Environment.GetEnvironmentVariable), Terminal, Time);
        var tokens = await signIn.CurrentAsync(stop);
        if (tokens is null && !Console.IsInputRedirected && ExecCredential.IsInteractive(Environment.GetEnvironmentVariable("KUBERNETES_EXEC_INFO")))
            tokens = await signIn.SignInAsync(device: false, openBrowser: true, stop);
        if (tokens is null)
        {
            var site = chosen.SiteFile is null ? "" : $" --site {chosen.SiteFile}";
            throw new CommandFailure(ExitCode.Error, $"you are not signed in at {chosen.Issuer.Name}, or no longer: run 'kubedaq login --issuer {(chosen.SiteFile is null ? chosen.Issuer.Url : chosen.Issuer.Name)}{site}'");
        }
        await Terminal.Out.WriteLineAsync(ExecCredential.Of(tokens));
        return ExitCode.Done;
    }
}
