using KubeDaq.Sandbox.Apply;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Apply;

public sealed class ServerSideApplyTests
{
    private readonly Sandboxed _sandbox = new();

    [Fact]
    public void Who_applies_owns_what_he_says()
    {
        var made = Apply("one", """{"data": {"a": "1", "b": "1"}}""");
        var entry = Assert.Single(made.Value.Maps("metadata", "managedFields"));
        Assert.Equal("one", entry.Text("manager"));
        Assert.Equal("""{"f:data":{"f:a":{},"f:b":{}}}""", entry.Map("fieldsV1")!.ToJsonString());
    }

    [Fact]
    public void Applying_the_same_again_changes_nothing()
    {
        var first = Apply("one", """{"data": {"a": "1"}}""");
        _sandbox.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first.Revision, Apply("one", """{"data": {"a": "1"}}""").Revision);
    }

    [Fact]
    public void What_the_owner_no_longer_says_goes()
    {
        Apply("one", """{"data": {"a": "1", "b": "1"}}""");
        Assert.Equal("""{"b":"2"}""", Apply("one", """{"data": {"b": "2"}}""").Value["data"]!.ToJsonString());
    }

    [Fact]
    public void What_another_owns_too_stays()
    {
        Apply("one", """{"data": {"a": "1", "b": "1"}}""");
        Apply("two", """{"data": {"a": "1"}}""");
        Assert.Equal("""{"a":"1"}""", Apply("one", """{}""").Value["data"]!.ToJsonString());
    }

    [Fact]
    public void Another_value_for_anothers_field_is_a_conflict_until_forced()
    {
        Apply("one", """{"data": {"a": "1", "b": "1"}}""");
        var refusal = Assert.Throws<StatusException>(() => Apply("two", """{"data": {"a": "2", "b": "2"}}"""));
        Assert.Equal("Apply failed with 2 conflicts: conflicts with \"one\":\n- .data.a\n- .data.b", refusal.Message);
        var forced = Apply("two", """{"data": {"a": "2"}}""", force: true);
        Assert.Equal("""{"f:data":{"f:b":{}}}""", forced.Value.Maps("metadata", "managedFields").First(entry => entry.Text("manager") == "one").Map("fieldsV1")!.ToJsonString());
    }

    [Fact]
    public void Who_updates_a_field_takes_it_from_who_applied_it()
    {
        Apply("one", """{"data": {"a": "1", "b": "1"}}""");
        _sandbox.Writer.Update(_sandbox.Request("configmaps", "m") with { Manager = "editor" }, value =>
        {
            value["data"]!["a"] = "9";
            return value;
        });
        var refusal = Assert.Throws<StatusException>(() => Apply("one", """{"data": {"a": "1", "b": "1"}}"""));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"editor\" using v1: .data.a", refusal.Message);
    }

    [Fact]
    public void Items_of_lists_with_keys_have_owners_of_their_own()
    {
        const string pod = """{"spec": {"containers": [{"name": "NAME", "image": "i", "ports": [{"containerPort": 1}]}]}}""";
        Apply("one", pod.Replace("NAME", "a", StringComparison.Ordinal), "pods");
        var fields = FieldDiff.Of(Shape.Of(_sandbox.Table.Find("", "v1", "pods")!), Sandboxed.Json(pod));
        Assert.Contains(".spec.containers[name=\"NAME\"].image", fields.Paths());
        Assert.Contains(".spec.containers[name=\"NAME\"].ports[containerPort=1,protocol=\"TCP\"].containerPort", fields.Paths());
    }

    [Fact]
    public void Field_sets_read_what_they_write()
    {
        var json = Sandboxed.Json("""{"f:spec":{"f:containers":{"k:{\"name\":\"a\"}":{".":{},"f:image":{}}},"f:x":{}}}""");
        Assert.Equal(json.ToJsonString(), FieldSet.Parse(json).ToJson().ToJsonString());
    }

    private StoredObject Apply(string manager, string body, string plural = "configmaps", bool force = false)
    {
        var value = Sandboxed.Json(body);
        value.Metadata()["name"] = "m";
        return new ServerSideApply(_sandbox.Store, _sandbox.Writer, _sandbox.Time).Run(_sandbox.Request(plural, "m") with { Manager = manager }, value, force).Object;
    }
}
