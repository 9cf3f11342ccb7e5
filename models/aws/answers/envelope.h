// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aws/answers.h"
#include "models/aws/wire/xml.h"

namespace aws::answers {

/// Reads the envelope of a success, and hands what is in it to `visit`: AutoScaling and STS put it into a …Result, EC2
/// does not. nullopt: all is well.
inline std::optional<core::Error> readEnvelope(Xml &xml, const Xml::Visit &visit)
{
    const bool opened = xml.open();
    const QString root = xml.rootName();
    if (opened && (!root.endsWith(u"Response") || root == u"Response" || root == u"ErrorResponse")) {
        core::Error error;
        error.kind = core::Error::Kind::WrongShape;
        error.path = root;
        error.detail = QStringLiteral("it is no answer of AWS.");
        return error;
    }
    if (opened) {
        xml.children([&](QStringView name) {
            if (name.endsWith(u"Result"))
                xml.children(visit);
            else if (name == u"ResponseMetadata" || name == u"requestId")
                xml.skip();
            else
                visit(name);
        });
    }
    return xml.error();
}

/// The child `wanted` of the present element; the others are skipped.
inline QString childText(Xml &xml, QStringView wanted)
{
    QString text;
    xml.children([&](QStringView name) {
        if (name == wanted)
            text = xml.repeated();
        else
            xml.skip();
    });
    return text;
}

/// The services spell a tag's two children differently.
inline void readTag(Xml &xml, QStringView keyName, QStringView valueName, Tags &tags)
{
    QString key;
    QString value;
    xml.children([&](QStringView name) {
        if (name == keyName)
            key = xml.repeated();
        else if (name == valueName)
            value = xml.repeated();
        else
            xml.skip();
    });
    tags.insert(key, value);
}

/// One page: the element `listName`, each of whose members `read` makes a value of, and the token of the next page.
template <typename Value, typename Read>
core::Result<Page<Value>> readPage(QByteArrayView body, QStringView listName, const Read &read)
{
    Xml xml(body);
    Page<Value> page;
    const auto error = readEnvelope(xml, [&](QStringView name) {
        if (name == listName)
            xml.list([&] { page.items.append(read(xml)); });
        else if (name.compare(u"NextToken", Qt::CaseInsensitive) == 0)
            page.next = xml.text();
        else
            xml.skip();
    });
    if (error)
        return core::failure(*error);
    return page;
}

} // namespace aws::answers
