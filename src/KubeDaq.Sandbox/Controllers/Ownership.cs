using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Who owns whom, by metadata.ownerReferences.</summary>
internal static class Ownership
{
    /// <summary>The reference to an object's controller, or null.</summary>
    public static JsonObject? ControllerOf(JsonObject value) => value.Maps("metadata", "ownerReferences").FirstOrDefault(one => one.Flag("controller"));

    /// <summary>Whether an object is controlled by the one with this uid.</summary>
    public static bool IsControlledBy(this JsonObject value, string uid) => ControllerOf(value).Text("uid") == uid;

    /// <summary>The list that makes an owner the controller of a new object.</summary>
    public static JsonArray By(JsonObject owner) =>
    [
        new JsonObject
        {
            ["apiVersion"] = owner.Text("apiVersion"),
            ["kind"] = owner.Text("kind"),
            ["name"] = owner.Name(),
            ["uid"] = owner.Uid(),
            ["controller"] = true,
            ["blockOwnerDeletion"] = true,
        },
    ];

    /// <summary>The objects of a kind and namespace that the owner controls.</summary>
    public static List<JsonObject> Controlled(this IObjects objects, GroupResource resource, JsonObject owner) =>
        [.. objects.List(resource, owner.Namespace()).Items.Select(item => item.Value).Where(value => value.IsControlledBy(owner.Uid()))];
}
