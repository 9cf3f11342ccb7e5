// SPDX-License-Identifier: GPL-3.0-or-later
#include "wiretree.h"

#include <QDataStream>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace wiretree {

namespace {

enum Type : quint8 {
    Stop = 0,
    Bool = 2,
    Byte = 3,
    Double = 4,
    I16 = 6,
    I32 = 8,
    I64 = 10,
    String = 11,
    Struct = 12,
    Map = 13,
    Set = 14,
    List = 15
};

QString tag(quint8 type)
{
    static const QHash<quint8, QString> tags{ { Bool, u"tf"_s },    { Byte, u"i8"_s },    { Double, u"dbl"_s },
                                              { I16, u"i16"_s },    { I32, u"i32"_s },    { I64, u"i64"_s },
                                              { String, u"str"_s }, { Struct, u"rec"_s }, { Map, u"map"_s },
                                              { Set, u"set"_s },    { List, u"lst"_s } };
    return tags.value(type, u"?"_s);
}

template <typename Number>
Number number(QDataStream &in)
{
    Number value{};
    in >> value;
    return value;
}

QString string(QDataStream &in)
{
    const auto size = number<qint32>(in);
    if (size < 0 || size > in.device()->bytesAvailable()) {
        in.setStatus(QDataStream::ReadCorruptData);
        return {};
    }
    return QString::fromUtf8(in.device()->read(size));
}

QJsonValue value(QDataStream &in, quint8 type);

QJsonObject structure(QDataStream &in)
{
    QJsonObject fields;
    while (in.status() == QDataStream::Ok) {
        const auto type = number<quint8>(in);
        if (type == Stop)
            break;
        const auto id = number<qint16>(in);
        fields.insert(QString::number(id), QJsonObject{ { tag(type), value(in, type) } });
    }
    return fields;
}

QJsonValue value(QDataStream &in, quint8 type)
{
    switch (type) {
    case Bool:
    case Byte:
        return number<qint8>(in);
    case Double:
        return number<double>(in);
    case I16:
        return number<qint16>(in);
    case I32:
        return number<qint32>(in);
    case I64:
        return number<qint64>(in);
    case String:
        return string(in);
    case Struct:
        return structure(in);
    case Map: {
        const auto keys = number<quint8>(in);
        const auto values = number<quint8>(in);
        const auto count = number<qint32>(in);
        QJsonObject entries;
        for (qint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
            const QString key = value(in, keys).toVariant().toString();
            entries.insert(key, value(in, values));
        }
        return QJsonArray{ tag(keys), tag(values), count, entries };
    }
    case Set:
    case List: {
        const auto elements = number<quint8>(in);
        const auto count = number<qint32>(in);
        QJsonArray list{ tag(elements), count };
        for (qint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i)
            list.append(value(in, elements));
        return list;
    }
    default:
        in.setStatus(QDataStream::ReadCorruptData);
        return {};
    }
}

QJsonValue sorted(const QJsonValue &tree);

QJsonArray sortedElements(const QJsonArray &set)
{
    QList<QPair<QByteArray, QJsonValue>> elements;
    for (qsizetype i = 2; i < set.size(); ++i) {
        const QJsonValue element = sorted(set[i]);
        elements.append({ QJsonDocument(QJsonArray{ element }).toJson(QJsonDocument::Compact), element });
    }
    std::ranges::sort(elements, {}, &QPair<QByteArray, QJsonValue>::first);
    QJsonArray result{ set[0], set[1] };
    for (const auto &[text, element] : elements)
        result.append(element);
    return result;
}

QJsonValue sorted(const QJsonValue &tree)
{
    if (tree.isObject()) {
        QJsonObject object = tree.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            const bool isSet = it.key() == u"set" && it.value().isArray();
            it.value() = isSet ? QJsonValue(sortedElements(it.value().toArray())) : sorted(it.value());
        }
        // An empty map has no types in TJSON of some writers.
        if (const QJsonArray map = object.value("map"_L1).toArray(); map.size() == 4 && map[2].toInt() == 0)
            object["map"_L1] = QJsonArray{};
        return object;
    }
    if (tree.isArray()) {
        QJsonArray array;
        for (const QJsonValue &element : tree.toArray())
            array.append(sorted(element));
        return array;
    }
    return tree;
}

} // namespace

QJsonValue parsed(const QByteArray &message, aurora::Encoding encoding)
{
    if (encoding == aurora::Encoding::Tjson) {
        QJsonArray root = QJsonDocument::fromJson(message).array();
        if (root.size() != 5)
            return QJsonValue::Undefined;
        root.removeAt(3);
        return sorted(root);
    }
    QDataStream in(message);
    const auto version = number<quint32>(in);
    if (version >> 16 != 0x8001)
        return QJsonValue::Undefined;
    const QString method = string(in);
    number<qint32>(in);
    const QJsonObject arguments = structure(in);
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return QJsonValue::Undefined;
    return sorted(QJsonArray{ 1, method, static_cast<int>(version & 0xff), arguments });
}

} // namespace wiretree
