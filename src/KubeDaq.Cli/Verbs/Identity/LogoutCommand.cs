using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.SigningIn;

namespace KubeDaq.Cli.Verbs.Identity;

/// <summary>Ends a sign-in.</summary>
internal sealed class LogoutCommand : Verb
{
    private readonly IssuerOptions _issuer = new();

    public LogoutCommand(Shell shell)
        : base(shell, "logout", "Sign out: the tokens are revoked and removed.") => _issuer.AddTo(this);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var chosen = _issuer.Choose(parsed);
        using var signIn = new SignIn(chosen.Issuer, SessionFile.Of(chosen.Issuer, Environment.GetEnvironmentVariable), Terminal, Time);
        var was = await signIn.SignOutAsync(stop);
        await Terminal.Out.WriteLineAsync(was ? $"signed out at {chosen.Issuer.Name}" : $"nobody was signed in at {chosen.Issuer.Name}");
        return ExitCode.Done;
    }
}
