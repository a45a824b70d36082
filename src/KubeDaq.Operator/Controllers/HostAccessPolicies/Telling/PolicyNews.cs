using KubeDaq.Api.HostAccess;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Events;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Telling;

/// <summary>Tells what happened to a policy as Events, where <c>kubectl describe</c> shows them.</summary>
internal sealed class PolicyNews(IEventRecorder events)
{
    /// <summary>What a change of the status means to people.</summary>
    public void Tell(HostAccessPolicy before, HostAccessPolicy after)
    {
        foreach (var now in after.Status?.Conditions ?? [])
        {
            var old = before.Status?.Conditions.FirstOrDefault(condition => condition.Type == now.Type);
            if (old?.Status == now.Status && old.Reason == now.Reason && (now.Status == "True" || old.Message == now.Message))
                continue;
            var isTrouble = now.Reason is Reasons.Invalid or Reasons.TooCostly or Reasons.TypeChecking or Reasons.NotApplied;
            Record(after, isTrouble ? EventType.Warning : EventType.Normal, now.Reason, now.Message);
        }
    }

    public void RoleNotOurs(HostAccessPolicy policy, string role) =>
        Record(policy, EventType.Warning, Reasons.RoleNotOurs, $"ClusterRole {role} is somebody else's and is left as it is; grant the policy by a role of another name, or delete that one");

    private void Record(HostAccessPolicy policy, EventType type, string reason, string note) =>
        events.Record(EventSubject.Of(Kinds.HostAccessPolicy, policy), type, reason, note);
}
