using System.CommandLine;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.Meta;
using KubeDaq.Cli.Applying;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Rendering;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>Lets a service account use a policy or a card in its namespace.</summary>
internal sealed class GrantCommand : Verb
{
    private readonly UseTarget _target;
    private readonly Option<ObjectName?> _account = AccountOption.Make("--to", "The service account, as in np04:coldbox.", required: true);
    private readonly Option<bool> _dry = new("--dry-run") { Description = "Let the server check everything and change nothing." };

    public GrantCommand(Shell shell)
        : base(shell, "grant", "Let a service account use a policy, or a card, in its namespace.")
    {
        _target = new UseTarget(NameArgument("policy", "The policy's name.", "hap"));
        _target.AddTo(this);
        Add(_account);
        Add(_dry);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var account = parsed.GetRequiredValue(_account)!.Value;
        using var session = Connect(parsed);
        var (resource, name) = await _target.FindAsync(parsed, session, stop);
        var applier = new ObjectApplier(session.Connection);
        foreach (var value in resource == UseGrants.Cards ? GrantObjects.OfCard(account, name) : GrantObjects.OfPolicy(account, name))
        {
            var outcome = await applier.ApplyAsync(value, parsed.GetValue(_dry), stop);
            await Terminal.Out.WriteLineAsync(
                $"{value["kind"]!.GetValue<string>().ToLowerInvariant()}/{JsonNames.Of(value).Name} {outcome.ToString().ToLowerInvariant()}{(parsed.GetValue(_dry) ? " (dry run)" : "")}");
        }

        return ExitCode.Done;
    }
}
