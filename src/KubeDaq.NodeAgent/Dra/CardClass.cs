using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Offering;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>The DeviceClass of a part of a card. By its extended resource, a pod that asks for the card in the old way gets it by a claim.</summary>
internal static class CardClass
{
    /// <summary>What it should say.</summary>
    public static JsonObject Of(CardResource resource) => new()
    {
        ["apiVersion"] = DraNames.ApiVersion,
        ["kind"] = "DeviceClass",
        ["metadata"] = new JsonObject { ["name"] = DraNames.DeviceClass(resource.Part.Name) },
        ["spec"] = new JsonObject
        {
            ["extendedResourceName"] = resource.Name,
            ["selectors"] = new JsonArray(new JsonObject { ["cel"] = new JsonObject { ["expression"] = Expression(resource.Part) } }),
        },
    };

    private static string Expression(CardPart part)
    {
        var card = $"device.driver == \"{DraNames.Driver}\" && device.attributes[\"{DraNames.Driver}\"].card == \"{part.Card}\"";
        return part.Unit is null ? card : $"{card} && device.attributes[\"{DraNames.Driver}\"].unit == \"{part.Unit}\"";
    }
}
