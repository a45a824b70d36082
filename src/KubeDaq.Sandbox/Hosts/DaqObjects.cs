using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>Writes the DaqHost and ReadoutCard objects of the simulated hosts, as their agents would. Who holds a card is never touched.</summary>
internal sealed class DaqObjects(IObjects objects, TimeProvider time)
{
    /// <summary>Writes the DaqHost of a host.</summary>
    public void WriteHost(SimulatedHost host)
    {
        var status = new DaqHostStatus
        {
            Cards = [.. host.Cards.Select(card => card.Name)],
            Networks = host.Networks,
            Cvmfs = host.Cvmfs,
            Conditions = [Condition("Ready", "SandboxHost", "the sandbox simulates this host")],
        };
        var made = new DaqHost { ApiVersion = ApiGroup.ApiVersion, Kind = "DaqHost", Metadata = new() { Name = host.Name } };
        Write(Kinds.DaqHosts, host.Name, KubeDaqJson.ToNode(made), KubeDaqJson.ToNode(made with { Status = status }));
    }

    /// <summary>Writes the ReadoutCards of a host.</summary>
    public void WriteCards(SimulatedHost host)
    {
        foreach (var card in host.Cards)
        {
            var status = new ReadoutCardStatus
            {
                Health = CardHealth.Healthy,
                ResourceNames = [.. card.Resources.Select(resource => resource.Name)],
                Conditions =
                [
                    Condition("Healthy", "SandboxCard", "the sandbox simulates this card"),
                    Condition("Offered", "SandboxCard", "its node offers it to pods"),
                ],
            };
            var made = card.Record(host.Name);
            Write(Kinds.ReadoutCards, card.Name, KubeDaqJson.ToNode(made), KubeDaqJson.ToNode(made with { Status = status }));
        }
    }

    private void Write(GroupResource resource, string name, JsonObject made, JsonObject withStatus)
    {
        if (objects.TryCreate(resource, "", made) is null)
            objects.Update(resource, "", name, value => Copy(made, value, "spec"));
        objects.Update(resource, "", name, value => Copy(withStatus, value, "status"), "status");
    }

    // Field by field: maintenance in the spec and the lease in the status are somebody else's. A condition keeps the time of its last change.
    private static bool Copy(JsonObject from, JsonObject to, string part)
    {
        foreach (var (field, value) in from[part] as JsonObject ?? [])
        {
            if (field is "maintenance" or "release" or "leaseNumber" or "lease" or "unitLeases")
                continue;
            if (field != "conditions")
                to.Ensure(part)[field] = value?.DeepClone();
            else
                CopyConditions(value.Maps(), to.Ensure(part));
        }
        return true;
    }

    private static void CopyConditions(IEnumerable<JsonObject> conditions, JsonObject status)
    {
        foreach (var one in conditions)
            Conditions.Set(status, one.Text("type")!, one.Text("status")!, one.Text("reason"), one.Text("message"), one.Time("lastTransitionTime")!.Value);
    }

    private Condition Condition(string type, string reason, string message) =>
        new() { Type = type, Status = "True", Reason = reason, Message = message, LastTransitionTime = time.GetUtcNow() };
}
