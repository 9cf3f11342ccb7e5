// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/launchdialog.h"

#include "models/pools/words.h"
#include "models/verbs/pools/launchtemplate.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostMachines = 1000;
constexpr int largestDisk = 65536; ///< GiB

} // namespace

LaunchDialog::LaunchDialog(const Place &place, const config::AwsConfig &config, const QString &pool, QWidget *parent)
    : WishDialog(place, tr("Start instances"), parent)
    , m_config(config)
    , m_pool(makeChoice(u"launchPool"_s))
    , m_count(new QSpinBox(this))
    , m_type(makeChoice(u"launchType"_s))
    , m_disk(new QSpinBox(this))
    , m_diskType(makeChoice(u"launchDiskType"_s))
    , m_market(makeChoice(u"launchMarket"_s))
    , m_tags(new QLineEdit(this))
    , m_words(new QLabel(this))
{
    setObjectName(u"launchDialog"_s);
    for (auto launch = m_config.launches.begin(); launch != m_config.launches.end(); ++launch)
        m_pool->addItem(launch.key());
    m_pool->setCurrentText(pool);
    build();
    takeTemplate();
    connect(m_pool, &QComboBox::currentTextChanged, this, &LaunchDialog::takeTemplate);
    for (QSpinBox *number : { m_count, m_disk })
        connect(number, &QSpinBox::valueChanged, this, &LaunchDialog::check);
    for (QComboBox *choice : { m_type, m_diskType, m_market })
        connect(choice, &QComboBox::currentTextChanged, this, &LaunchDialog::check);
    connect(m_tags, &QLineEdit::textChanged, this, &LaunchDialog::check);
    m_count->setFocus();
    m_count->selectAll();
}

QComboBox *LaunchDialog::makeChoice(const QString &name)
{
    auto *choice = new QComboBox(this);
    choice->setObjectName(name);
    return choice;
}

void LaunchDialog::build()
{
    m_count->setObjectName(u"launchCount"_s);
    m_count->setRange(1, mostMachines);
    m_type->setEditable(true);
    m_type->setInsertPolicy(QComboBox::NoInsert);
    m_type->addItems(m_config.prices.keys()); // those whose price is known
    m_disk->setObjectName(u"launchDisk"_s);
    m_disk->setRange(0, largestDisk);
    m_disk->setSpecialValueText(tr("the image's"));
    m_disk->setSuffix(tr(" GiB"));
    m_diskType->addItems({ u"gp3"_s, u"gp2"_s });
    m_market->addItem(tr("On-demand"), false);
    m_market->addItem(tr("Spot"), true);
    m_tags->setObjectName(u"launchTags"_s);
    m_tags->setPlaceholderText(tr("owner=ana, ticket=OPS-7"));
    m_words->setObjectName(u"launchWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    auto *storage = new QHBoxLayout;
    storage->setSpacing(Theme::instance()->px(8));
    storage->addWidget(m_disk, 1);
    storage->addWidget(m_diskType);
    form()->addRow(tr("&Slave-type"), m_pool);
    form()->addRow(tr("&Machines"), m_count);
    form()->addRow(tr("&Type"), m_type);
    auto *storageLabel = new QLabel(tr("St&orage"), this);
    storageLabel->setBuddy(m_disk);
    form()->addRow(storageLabel, storage);
    form()->addRow(tr("Mar&ket"), m_market);
    form()->addRow(tr("Further ta&gs"), m_tags);
    form()->addRow(m_words);
}

void LaunchDialog::takeTemplate()
{
    const config::AwsLaunch usual = m_config.launches.value(m_pool->currentText());
    m_type->setCurrentText(usual.type);
    m_disk->setValue(usual.disk);
    m_diskType->setCurrentText(usual.diskType);
    m_market->setCurrentIndex(m_market->findData(usual.spot));
    m_tags->clear();
    check();
}

config::AwsLaunch LaunchDialog::asked() const
{
    config::AwsLaunch asked = m_config.launches.value(m_pool->currentText());
    asked.type = m_type->currentText().trimmed();
    asked.disk = m_disk->value();
    if (asked.disk > 0)
        asked.diskType = m_diskType->currentText();
    asked.spot = m_market->currentData().toBool();
    asked.tags.insert(verbs::parseTags(m_tags->text()).value_or(QMap<QString, QString>()));
    return asked;
}

QString LaunchDialog::flaw() const
{
    if (!verbs::isInstanceType(m_type->currentText().trimmed()))
        return tr("“%1” is no instance type: r5.4xlarge is one.").arg(m_type->currentText().trimmed());
    if (!verbs::parseTags(m_tags->text()))
        return tr("Tags are written name=value, with commas between. Name and the slave-type are set by themselves.");
    return {};
}

void LaunchDialog::check()
{
    const QString wrong = flaw();
    planButton()->setEnabled(wrong.isEmpty());
    m_diskType->setEnabled(m_disk->value() > 0);
    if (!wrong.isEmpty()) {
        m_words->setText(wrong);
        return;
    }
    const config::AwsLaunch machine = asked();
    QStringList words;
    words << (machine.subnets.isEmpty()
                  ? tr("From image %1, in AWS's default subnet.").arg(machine.image)
                  : tr("From image %1, spread over %2.").arg(machine.image, machine.subnets.join(u", "_s)));
    if (!machine.tags.isEmpty())
        words << tr("Tags: %1.").arg(verbs::tagsText(machine.tags));
    const auto price = m_config.prices.constFind(machine.type);
    if (machine.spot)
        words << tr("The plan tells the spot price.");
    else if (price != m_config.prices.cend())
        words << tr("$%1/h.").arg(pools::dollars(*price * m_count->value()));
    else
        words << tr("What %1 costs is not known.").arg(machine.type);
    m_words->setText(words.join(u' '));
}

void LaunchDialog::plan()
{
    const QString pool = m_pool->currentText();
    emit planRequested(
        verbs::LaunchVerb::request(verbs::launchOrder(pool, m_count->value(), asked(), m_config.launches.value(pool))));
}

} // namespace ui
