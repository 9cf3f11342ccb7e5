// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulator/thrift/value.h"

namespace sim::thrift {

Value Value::boolean(bool value)
{
    return integer(Type::Bool, value ? 1 : 0);
}

Value Value::integer(Type type, int64_t value)
{
    Value made;
    made.m_type = type;
    made.m_body = value;
    return made;
}

Value Value::number(double value)
{
    Value made;
    made.m_type = Type::Double;
    made.m_body = value;
    return made;
}

Value Value::text(std::string value)
{
    Value made;
    made.m_type = Type::String;
    made.m_body = std::make_shared<const std::string>(std::move(value));
    return made;
}

Value Value::structure(std::vector<Field> fields)
{
    Value made;
    made.m_type = Type::Struct;
    made.m_body = std::make_shared<const std::vector<Field>>(std::move(fields));
    return made;
}

Value Value::list(Type element, std::vector<Value> elements)
{
    Value made;
    made.m_type = Type::List;
    made.m_element = element;
    made.m_body = std::make_shared<const std::vector<Value>>(std::move(elements));
    return made;
}

Value Value::set(Type element, std::vector<Value> elements)
{
    Value made = list(element, std::move(elements));
    made.m_type = Type::Set;
    return made;
}

Value Value::map(Type key, Type value, std::vector<Entry> entries)
{
    Value made;
    made.m_type = Type::Map;
    made.m_key = key;
    made.m_element = value;
    made.m_body = std::make_shared<const std::vector<Entry>>(std::move(entries));
    return made;
}

int64_t Value::integer() const
{
    const auto *held = std::get_if<int64_t>(&m_body);
    return held ? *held : 0;
}

double Value::number() const
{
    const auto *held = std::get_if<double>(&m_body);
    return held ? *held : static_cast<double>(integer());
}

const std::string &Value::text() const
{
    static const std::string none;
    const auto *held = std::get_if<std::shared_ptr<const std::string>>(&m_body);
    return held ? **held : none;
}

const std::vector<Field> &Value::fields() const
{
    static const std::vector<Field> none;
    const auto *held = std::get_if<Fields>(&m_body);
    return held ? **held : none;
}

const std::vector<Value> &Value::elements() const
{
    static const std::vector<Value> none;
    const auto *held = std::get_if<Elements>(&m_body);
    return held ? **held : none;
}

const std::vector<Value::Entry> &Value::entries() const
{
    static const std::vector<Entry> none;
    const auto *held = std::get_if<Entries>(&m_body);
    return held ? **held : none;
}

const Value &Value::field(int id, Type type) const
{
    static const Value absent;
    const Value *found = &absent;
    for (const Field &field : fields()) {
        if (field.id == id && field.value.type() == type)
            found = &field.value; // the last one counts, as a later read overwrites
    }
    return *found;
}

Value single(int id, Value value)
{
    return Struct().put(id, std::move(value)).done();
}

} // namespace sim::thrift
