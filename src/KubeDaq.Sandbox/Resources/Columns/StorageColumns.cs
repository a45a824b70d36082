using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Columns;

/// <summary>The tables of volumes and their classes.</summary>
internal static class StorageColumns
{
    private static readonly Column Mode = Column.Text("VolumeMode", value => value.Text("spec", "volumeMode") ?? "<unset>", 1);
    private static readonly Column VolumeClass = Column.Text("VolumeAttributesClass", value => value.Text("spec", "volumeAttributesClassName") ?? "<unset>");

    /// <summary>Claims.</summary>
    public static readonly Column[] Claim =
    [
        Column.Called,
        Column.Text("Status", State),
        Column.Text("Volume", value => value.Text("spec", "volumeName") ?? ""),
        Column.Text("Capacity", value => value.Text("status", "capacity", "storage") ?? ""),
        Column.Text("Access Modes", value => Modes(value, value.Text("spec", "volumeName") is null ? "none" : "status")),
        Column.Text("StorageClass", value => value.Text("spec", "storageClassName") ?? ""),
        VolumeClass, Column.Age, Mode,
    ];

    /// <summary>Volumes.</summary>
    public static readonly Column[] Volume =
    [
        Column.Called,
        Column.Text("Capacity", value => value.Text("spec", "capacity", "storage") ?? ""),
        Column.Text("Access Modes", value => Modes(value, "spec")),
        Column.Text("Reclaim Policy", value => value.Text("spec", "persistentVolumeReclaimPolicy") ?? ""),
        Column.Text("Status", State),
        Column.Text("Claim", value => value.Map("spec", "claimRef") is { } claim ? $"{claim.Text("namespace")}/{claim.Text("name")}" : ""),
        Column.Text("StorageClass", value => value.Text("spec", "storageClassName") ?? ""),
        VolumeClass,
        Column.Text("Reason", value => value.Text("status", "reason") ?? ""),
        Column.Age, Mode,
    ];

    /// <summary>Storage classes.</summary>
    public static readonly Column[] Class =
    [
        Column.Called with { Cell = (value, _) => value.Text("metadata", "annotations", "storageclass.kubernetes.io/is-default-class") == "true" ? value.Name() + " (default)" : value.Name() },
        Column.Text("Provisioner", value => value.Text("provisioner") ?? ""),
        Column.Text("ReclaimPolicy", value => value.Text("reclaimPolicy") ?? "Delete"),
        Column.Text("VolumeBindingMode", value => value.Text("volumeBindingMode") ?? "Immediate"),
        new("AllowVolumeExpansion", "string", 0, (value, _) => value.Flag("allowVolumeExpansion")),
        Column.Age,
    ];

    private static string State(JsonObject value) =>
        value.Text("metadata", "deletionTimestamp") is not null ? "Terminating" : value.Text("status", "phase") ?? "";

    private static string Modes(JsonObject value, string part) => string.Join(",", value.List(part, "accessModes").Select(mode => mode.AsText() switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        var other => other,
    }));
}
