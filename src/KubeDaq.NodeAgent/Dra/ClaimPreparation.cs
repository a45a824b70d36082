using Google.Protobuf.Collections;
using KubeDaq.Kubelet.Dra;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Prepares claims: hands their cards over, all or none, and takes them back. Doing it twice is doing it once.</summary>
internal sealed class ClaimPreparation(HostState state, ClaimReader? claims, GuardParts guard, CdiFile cdi, string pool, bool isOffered, ILogger log)
{
    /// <summary>Prepares a claim, or says what stands in the way.</summary>
    /// <param name="asked">The claim.</param>
    /// <param name="told">Refusals of which people have been told.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<(NodePrepareResourceResponse? Response, Obstacle? Obstacle)> PrepareAsync(Claim asked, ISet<string> told, CancellationToken stop)
    {
        if (claims is null)
            return (null, new("the agent works without an API server, and so cannot read claims"));
        var (claim, problem) = await claims.ReadAsync(asked, stop);
        if (claim is null)
            return (null, problem);
        var given = new List<CardPart>();
        foreach (var device in claim.Devices)
        {
            if (await GiveAsync(claim, device, given, told, stop) is { } obstacle)
            {
                TakeBack(claim.Uid, given);
                return (null, obstacle);
            }
        }
        // The folder of CDI files is emptied by a reboot, and by whoever cleans up.
        cdi.Write(state.Cards.Current);
        var response = new NodePrepareResourceResponse();
        response.Devices.AddRange(claim.Devices.Select(device => Answer(device, claim.Devices.Count == 1)));
        return (response, null);
    }

    /// <summary>Takes a claim's cards back; it may long be gone.</summary>
    public NodeUnprepareResourceResponse Unprepare(Claim claim)
    {
        try
        {
            var over = guard.Ledger.Grants.Current.Where(grant => grant.Claim == claim.Uid).ToList();
            guard.Ledger.Remove(over);
            foreach (var grant in over)
                GuardLog.TakenBack(log, grant.Part.Name, string.Join(" or ", grant.Pods));
            return new();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new() { Error = $"that claim {claim.Namespace}/{claim.Name} ended cannot be recorded: {exception.Message}" };
        }
    }

    private async Task<Obstacle?> GiveAsync(CardClaim claim, ClaimedDevice device, List<CardPart> given, ISet<string> told, CancellationToken stop)
    {
        if (Find(device.Name) is not { } resource)
            return new($"there is no card {device.Name} on this host", MayPass: state.Cards.Current is null);
        if (guard.Ledger.Grants.Current.Any(grant => grant.Claim == claim.Uid && grant.Part == resource.Part))
            return null;
        var requesters = new ClaimRequesters(guard.Pods, claim);
        if (!isOffered)
            return new($"{resource.Part} is not offered to claims on this host");
        if (await guard.Handover.GiveAsync(resource.Part, requesters, claim.Uid, stop) is { } refusal)
        {
            if (told.Add(refusal.Message))
                guard.Refusals.Tell(resource.Part, requesters.Known, refusal);
            return new(refusal.Message, refusal.MayPass);
        }
        given.Add(resource.Part);
        return null;
    }

    private void TakeBack(string claim, List<CardPart> given) =>
        guard.Ledger.Remove([.. guard.Ledger.Grants.Current.Where(grant => grant.Claim == claim && given.Contains(grant.Part))]);

    private CardResource? Find(string device) =>
        (state.Cards.Current?.Values ?? []).SelectMany(CardResource.Of).FirstOrDefault(one => one.Part.Name == device);

    private Device Answer(ClaimedDevice device, bool alone)
    {
        var answer = new Device { PoolName = pool, DeviceName = device.Name, RequestNames = { device.Request } };
        Add(answer.CdiDeviceIds, CdiSpec.Device(device.Name));
        if (alone)
            Add(answer.CdiDeviceIds, CdiSpec.OnlyDevice(device.Name));
        return answer;
    }

    private static void Add(RepeatedField<string> ids, string device) => ids.Add(DraNames.CdiDevice(device));
}
