// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/answers.h"
#include "models/aws/answers/envelope.h"

namespace aws::answers {

namespace {

Keys readKeys(Xml &xml)
{
    Keys keys;
    xml.children([&](QStringView name) {
        if (name == u"AccessKeyId")
            keys.id = xml.text();
        else if (name == u"SecretAccessKey")
            keys.secret = xml.text();
        else if (name == u"SessionToken")
            keys.token = xml.text();
        else if (name == u"Expiration")
            keys.expires = xml.moment();
        else
            xml.skip();
    });
    return keys;
}

} // namespace

core::Result<Identity> identity(QByteArrayView body)
{
    Xml xml(body);
    Identity identity;
    const auto error = readEnvelope(xml, [&](QStringView name) {
        if (name == u"Account")
            identity.account = xml.text();
        else if (name == u"Arn")
            identity.arn = xml.text();
        else
            xml.skip();
    });
    if (error)
        return core::failure(*error);
    return identity;
}

core::Result<Keys> keys(QByteArrayView body)
{
    Xml xml(body);
    Keys keys;
    auto error = readEnvelope(xml, [&](QStringView name) {
        if (name == u"Credentials")
            keys = readKeys(xml);
        else
            xml.skip();
    });
    if (!error && keys.isEmpty()) {
        error.emplace();
        error->kind = core::Error::Kind::WrongShape;
        error->path = QStringLiteral("Credentials");
        error->detail = QStringLiteral("there are none in it.");
    }
    if (error)
        return core::failure(*error);
    return keys;
}

} // namespace aws::answers
