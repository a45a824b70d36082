using System.CommandLine;
using KubeDaq.Api.Identity;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.SigningIn;

namespace KubeDaq.Cli.Verbs.Identity;

/// <summary>Signs a person in, and tells kubectl how to be that person.</summary>
internal sealed class LoginCommand : Verb
{
    private readonly Shell _shell;
    private readonly IssuerOptions _issuer = new();
    private readonly Option<bool> _device = new("--device") { Description = "Without a browser on this machine: shows a code to type into one elsewhere." };
    private readonly Option<bool> _noBrowser = new("--no-browser") { Description = "Only print the URL, and open no browser." };

    public LoginCommand(Shell shell)
        : base(shell, "login", "Sign in at your laboratory; kubectl and kubedaq then work as you.")
    {
        _shell = shell;
        _issuer.AddTo(this);
        Add(_device);
        Add(_noBrowser);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var chosen = _issuer.Choose(parsed);
        using var signIn = new SignIn(chosen.Issuer, SessionFile.Of(chosen.Issuer, Environment.GetEnvironmentVariable), Terminal, Time);
        var tokens = await signIn.SignInAsync(parsed.GetValue(_device), !parsed.GetValue(_noBrowser), stop);
        var person = ClaimMapping.Of(chosen.Issuer, tokens.Claims);
        if (person.Problems.Count > 0)
            throw new CommandFailure(ExitCode.Error, $"you are signed in at {chosen.Issuer.Name}, but the cluster will not take your token: {string.Join("; ", person.Problems)}");
        var context = new KubeconfigEntry(File(parsed)).Write(chosen, parsed.GetValue(_shell.Options.Namespace));
        await Terminal.Out.WriteLineAsync($"signed in as {person.User}{(person.Groups.Count > 0 ? $", in {string.Join(", ", person.Groups)}" : ", in no group")}");
        await Terminal.Out.WriteLineAsync($"context \"{context}\" of {File(parsed)} is you; 'kubedaq whoami' tells what you may do");
        return ExitCode.Done;
    }

    /// <summary>The file that kubectl would write to.</summary>
    private string File(ParseResult parsed)
    {
        if (parsed.GetValue(_shell.Options.Kubeconfig) is { Length: > 0 } named)
            return Path.GetFullPath(named);
        var listed = (Environment.GetEnvironmentVariable("KUBECONFIG") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return listed.Length > 0
            ? Path.GetFullPath(listed.FirstOrDefault(System.IO.File.Exists) ?? listed[0])
            : Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/", ".kube", "config");
    }
}
