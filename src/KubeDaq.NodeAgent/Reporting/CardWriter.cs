using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.NodeAgent.Cluster;

namespace KubeDaq.NodeAgent.Reporting;

/// <summary>Writes the agent's fields of ReadoutCards by server-side apply, so that the operator's and the administrator's fields are never touched.</summary>
internal sealed class CardWriter(IApiServer server)
{
    private const string Path = "/apis/" + ApiGroup.ApiVersion + "/readoutcards";
    private const string Apply = "fieldManager=kubedaq-agent&force=true";

    /// <summary>Writes what the server has otherwise.</summary>
    public async Task WriteAsync(CardReport report, ReadoutCard? record, CancellationToken stop)
    {
        var known = record is null ? null : KubeDaqJson.ToNode(record);
        if (record is null)
            await CreateAsync(report, stop);
        if (!OwnFields.Same(report.Spec, known?["spec"] as JsonObject, OwnFields.CardSpec) || !HasLabels(report, known))
            await server.SendAsync(ApiCall.Patch($"{Path}/{report.Name}?{Apply}", Body(report, "spec", report.Spec), ApiCall.Apply), stop);
        if (!OwnFields.Same(report.Status, known?["status"] as JsonObject, OwnFields.CardStatus))
            await server.SendAsync(ApiCall.Patch($"{Path}/{report.Name}/status?{Apply}", Body(report, "status", report.Status), ApiCall.Apply), stop);
    }

    /// <summary>Gives the record of a card to the host that has it now.</summary>
    public Task HandOverAsync(string card, string host, CancellationToken stop) =>
        server.SendAsync(ApiCall.Patch($"{Path}/{card}?fieldManager=kubedaq-agent", new JsonObject { ["spec"] = new JsonObject { ["host"] = host } }), stop);

    /// <summary>By create and not by apply: of two hosts that claim one name, one must be refused.</summary>
    private Task<JsonObject> CreateAsync(CardReport report, CancellationToken stop)
    {
        var body = Body(report, "spec", OwnFields.Of(report.Spec, ["kind", "host", "pciAddress"]));
        body["metadata"]!.AsObject().Remove("labels");
        return server.SendAsync(ApiCall.Create($"{Path}?fieldManager=kubedaq-agent", body), stop);
    }

    private static bool HasLabels(CardReport report, JsonObject? known) =>
        report.Labels.All(label => JsonNode.DeepEquals(label.Value, known?["metadata"]?["labels"]?[label.Key]));

    private static JsonObject Body(CardReport report, string part, JsonObject fields)
    {
        var metadata = new JsonObject { ["name"] = report.Name };
        if (part == "spec" && report.Labels.Count > 0)
            metadata["labels"] = report.Labels.DeepClone();
        return new JsonObject { ["apiVersion"] = ApiGroup.ApiVersion, ["kind"] = "ReadoutCard", ["metadata"] = metadata, [part] = fields.DeepClone() };
    }
}
