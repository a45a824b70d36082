using System.CommandLine;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Cli.Connecting;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>What may be used: a policy, or with <c>--card</c> a card.</summary>
internal sealed class UseTarget
{
    private readonly Argument<string> _policy;
    private readonly Option<string?> _card = new("--card") { Description = "A readout card, instead of a policy.", HelpName = "name" };

    public UseTarget(Argument<string> policy)
    {
        _policy = policy;
        _policy.Arity = ArgumentArity.ZeroOrOne;
    }

    public void AddTo(Command command)
    {
        command.Add(_policy);
        command.Add(_card);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_policy) is { Tokens.Count: > 0 } == result.GetResult(_card) is not null)
                result.AddError("name a policy, or a card with --card");
        });
    }

    /// <summary>The resource and the name, of what is there.</summary>
    public async Task<(string Resource, string Name)> FindAsync(ParseResult parsed, Session session, CancellationToken stop)
    {
        if (parsed.GetValue(_card) is { } card)
        {
            await session.CardAsync(card, stop);
            return (UseGrants.Cards, card);
        }

        var policy = parsed.GetRequiredValue(_policy);
        await session.PolicyAsync(policy, stop);
        return (UseGrants.Policies, policy);
    }
}
