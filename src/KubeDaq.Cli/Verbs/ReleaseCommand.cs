using System.CommandLine;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Following;
using KubeDaq.Cli.Rendering;

namespace KubeDaq.Cli.Verbs;

/// <summary>Takes a card away from the partition that holds it, for the record with a reason.</summary>
internal sealed class ReleaseCommand : Verb
{
    private readonly Argument<string> _card;
    private readonly Option<bool> _force = new("--force") { Description = "Yes, take it away: the partition loses data. Without this, 'kubedaq stop' its partition." };
    private readonly Option<string> _reason = new("--reason") { Description = "Why, for the record in the card and the partition.", Required = true };
    private readonly Option<string?> _unit = new("--unit") { Description = "The unit, where units of the card are held one by one." };
    private readonly Option<TimeSpan> _time = Durations.Option("--timeout", "How long to wait for the operator at most.", TimeSpan.FromSeconds(60));

    public ReleaseCommand(Shell shell)
        : base(shell, "release", "Take a card away from the partition that holds it; needs the RBAC verb release.")
    {
        Add(_card = NameArgument("card", "The card's name.", "card"));
        Add(_force);
        Add(_reason);
        Add(_unit);
        Add(_time);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        if (!parsed.GetValue(_force))
            throw new CommandFailure(ExitCode.Usage, "this takes a card away from a partition that may be taking data: say --force, or stop the partition with 'kubedaq stop'");
        using var session = Connect(parsed);
        var card = await session.CardAsync(parsed.GetRequiredValue(_card), stop);
        var hold = Choose(card, parsed.GetValue(_unit));
        var requester = new Requester(session, Environment.UserName);
        await CheckRightAsync(requester, card.Metadata.Name!, stop);
        await OrderAsync(session, card, hold, parsed.GetRequiredValue(_reason), await requester.UserNameAsync(stop), stop);
        return await WaitAsync(session, card.Metadata.Name!, hold, parsed.GetValue(_time), stop);
    }

    private static CardHold Choose(ReadoutCard card, string? unit)
    {
        var holds = CardHolds.Of(card).Where(h => h.Lease is not null && (unit is null || h.Unit == unit)).ToList();
        var name = card.Metadata.Name;
        return holds.Count switch
        {
            1 => holds[0],
            0 => throw new CommandFailure(ExitCode.Error, $"no partition holds card {name}{(unit is null ? "" : $", unit {unit}")}; 'kubedaq cards' shows who holds what"),
            _ => throw new CommandFailure(ExitCode.Usage, $"units {string.Join(", ", holds.Select(h => h.Unit))} of card {name} are held: choose one with --unit"),
        };
    }

    private static async Task CheckRightAsync(Requester requester, string card, CancellationToken stop)
    {
        var (allowed, reason) = await requester.MayAsync("release", "readoutcards", card, stop);
        if (!allowed)
        {
            throw new CommandFailure(
                ExitCode.Error,
                $"you may not release card {card}: that needs the verb release on readoutcards.{Api.ApiGroup.Name}; ask an administrator{(reason.Length > 0 ? $" ({reason})" : "")}");
        }
    }

    private static Task<ReadoutCard> OrderAsync(Session session, ReadoutCard card, CardHold hold, string reason, string user, CancellationToken stop)
    {
        var order = new JsonObject { ["leaseNumber"] = hold.Lease!.Number, ["reason"] = reason, ["requestedBy"] = user };
        var patch = new JsonObject { ["spec"] = new JsonObject { ["release"] = order } };
        return session.Cards.MergePatchAsync(new ObjectName("", card.Metadata.Name!), patch, null, stop);
    }

    private static async Task<int> WaitAsync(Session session, string card, CardHold hold, TimeSpan time, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(time, session.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            await foreach (var now in Follow.OneAsync(session.Cards, new ObjectName("", card), session.Time, either.Token))
            {
                if (now is null || CardHolds.Of(now).All(h => h.Lease?.Number != hold.Lease!.Number))
                    break;
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.TimedOut, $"the order stands in card {card}, but the operator did not act on it within {Age.Of(time)}; does it run?");
        }

        await session.Terminal.Out.WriteLineAsync($"card/{card} was taken away from {hold.Holder}");
        return ExitCode.Done;
    }
}
