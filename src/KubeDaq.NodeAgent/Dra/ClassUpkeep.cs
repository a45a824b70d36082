using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Makes the DeviceClasses of the host's cards where they are missing. They stay when a card goes: pods that wait for it refer to them.</summary>
internal sealed class ClassUpkeep(IApiServer server, HostState state, TimeProvider time, ILogger log)
{
    private const string Collection = $"/apis/{DraNames.ApiVersion}/deviceclasses";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <summary>Works until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var seen = state.Cards.Version;
            var resources = (state.Cards.Current?.Values ?? []).SelectMany(CardResource.Of).ToList();
            var done = true;
            foreach (var resource in resources)
                done &= await TryMakeAsync(resource, stop);
            await state.Cards.NextAsync(seen, done ? Period : Retry, time, stop);
        }
    }

    private async Task<bool> TryMakeAsync(CardResource resource, CancellationToken stop)
    {
        try
        {
            await server.SendAsync(ApiCall.Create(Collection, CardClass.Of(resource)), stop);
            DraLog.ClassMade(log, DraNames.DeviceClass(resource.Part.Name), resource.Name);
            return true;
        }
        catch (ApiFailure failure) when (failure.IsConflict)
        {
            return true;
        }
        catch (ApiFailure failure)
        {
            DraLog.ClassNotMade(log, DraNames.DeviceClass(resource.Part.Name), failure.Message);
            return false;
        }
    }
}
