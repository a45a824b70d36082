using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Sandbox.Tests;

/// <summary>A store with its writer, without a server.</summary>
internal sealed class Sandboxed
{
    public Sandboxed(params IAdmission[] admission)
    {
        Table = new(Store);
        Writer = new(Store, admission, [], Time);
        Objects = new Objects(Store, Table, Writer);
    }

    public ObjectStore Store { get; } = new();

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    public ResourceTable Table { get; }

    public ObjectWriter Writer { get; }

    public Objects Objects { get; }

    public WriteRequest Request(string plural, string name = "", string group = "", string ns = "np04") => new()
    {
        Kind = Table.Find(group, "v1", plural)!, Namespace = Table.Find(group, "v1", plural)!.Namespaced ? ns : "", Name = name, Manager = "tester",
    };

    public StoredObject Create(string plural, string yamlLikeJson, string group = "") => Writer.Create(Request(plural, group: group), Json(yamlLikeJson));

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
