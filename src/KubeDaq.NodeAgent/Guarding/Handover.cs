using System.Collections.Concurrent;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Hands parts of cards over: judges by what is known, asks anew before it refuses, and records before it says yes.</summary>
internal sealed class Handover(HostState state, GrantLedger ledger, Holders holders, ICardRecords records, TimeProvider time)
{
    // A pod that the kubelet has just seen ended may still be there for the API server; a refused pod is Failed for good, so it is worth waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = [];

    /// <summary>Hands over, or says why not.</summary>
    /// <param name="part">What is asked for.</param>
    /// <param name="requesters">Finds the pods that can be meant.</param>
    /// <param name="claim">The uid of the claim; null where the device plugin is asked.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Refusal?> GiveAsync(CardPart part, IRequesters requesters, string? claim, CancellationToken stop)
    {
        var gate = _gates.GetOrAdd(part.Card, _ => new(1));
        await gate.WaitAsync(stop);
        try
        {
            return await GiveNeedsGateAsync(part, requesters, claim, stop);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Refusal?> GiveNeedsGateAsync(CardPart part, IRequesters requesters, string? claim, CancellationToken stop)
    {
        var question = Question(part, records.Known(part.Card), requesters.Known, claim);
        if (IsHandedOver(part))
            question = question with { Requesters = await requesters.ReadAsync(stop) };
        var refusal = Judge(question);
        for (var began = time.GetTimestamp(); refusal is not null && time.GetElapsedTime(began) < Patience;)
        {
            await ForgetThoseOverAsync(part, stop);
            question = Question(part, await records.ReadAsync(part.Card, stop), await requesters.ReadAsync(stop), claim);
            refusal = Judge(question);
            if (refusal is not { MayPass: true })
                break;
            await Task.Delay(Pause, time, stop);
        }
        return refusal ?? Record(question);
    }

    // The pod that has it may ask again, as when its container is made anew. But it may also be another one, of which nothing has been heard yet:
    // taken for the first, it would get the device while the first one's container lives.
    private bool IsHandedOver(CardPart part) => ledger.Grants.Current.Any(grant => grant.Part.Overlaps(part));

    private Refusal? Judge(GuardQuestion question) => ledger.IsComplete
        ? Guard.Judge(question)
        : new(Refusal.NotKnown, $"who has {question.Part} is not known: there was no checkpoint, and the kubelet has not yet said who has what");

    private GuardQuestion Question(CardPart part, ReadoutCard? record, IReadOnlyList<Requester> requesters, string? claim) => new()
    {
        Part = part,
        Card = state.Cards.Current?.GetValueOrDefault(part.Card),
        Record = record,
        Claim = claim,
        Requesters = requesters,
        Grants = ledger.Grants.Current,
    };

    private async Task ForgetThoseOverAsync(CardPart part, CancellationToken stop)
    {
        var inTheWay = ledger.Grants.Current.Where(grant => grant.Part.Overlaps(part)).ToList();
        ledger.Remove(await holders.OverAsync(inTheWay, stop));
    }

    private Refusal? Record(GuardQuestion question)
    {
        try
        {
            ledger.Add(new() { Part = question.Part, Pods = [.. question.Requesters.Select(requester => requester.Pod)], Since = time.GetUtcNow(), Claim = question.Claim });
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(Refusal.NotRecorded, $"{question.Part} is not handed over, because that cannot be recorded: {exception.Message}");
        }
    }
}
