// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/triggerdialog.h"

#include "models/verbs/night/runconf.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUuid>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

TriggerDialog::TriggerDialog(const Place &place, const QString &dag, QJsonObject known, QStringList unread,
                             QWidget *parent)
    : WishDialog(place, tr("Trigger %1").arg(dag), parent)
    , m_known(std::move(known))
    , m_unread(std::move(unread))
    , m_conf(new QPlainTextEdit(this))
    , m_anew(new QCheckBox(tr("A &new transaction, so that everything is made anew"), this))
    , m_verdict(new QLabel(this))
{
    setObjectName(u"triggerDialog"_s);
    const Theme *theme = Theme::instance();
    m_conf->setObjectName(u"triggerConf"_s);
    m_conf->setAccessibleName(tr("Parameters, a JSON object"));
    m_conf->setFont(theme->monoFont());
    m_conf->setTabChangesFocus(true);
    m_conf->setPlainText(verbs::confText(m_known));
    m_anew->setObjectName(u"triggerAnew"_s);
    m_anew->setVisible(m_known.contains("transaction"_L1));
    m_verdict->setObjectName(u"triggerVerdict"_s);
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    auto *label = new QLabel(tr("Para&meters, those of the last run to start from:"), this);
    label->setBuddy(m_conf);
    auto *body = new QVBoxLayout;
    body->setSpacing(theme->px(8));
    body->addWidget(label);
    body->addWidget(m_conf, 1);
    body->addWidget(m_anew);
    body->addWidget(m_verdict);
    form()->addRow(body);
    resize(theme->px(560), theme->px(400));
    connect(m_conf, &QPlainTextEdit::textChanged, this, &TriggerDialog::judge);
    connect(m_anew, &QCheckBox::toggled, this, &TriggerDialog::changeTransaction);
    judge();
    m_conf->setFocus();
}

void TriggerDialog::judge()
{
    const verbs::ReadConf read = verbs::readConf(m_conf->toPlainText());
    const Tokens &tokens = Theme::instance()->tokens();
    QPalette colours = m_verdict->palette();
    planButton()->setEnabled(read.conf.has_value());
    if (!read.conf) {
        colours.setColor(QPalette::WindowText, tokens.failWord);
        m_verdict->setText(read.mistake);
    } else {
        QStringList words = verbs::confDifferences(*read.conf, m_known);
        const bool isOther = verbs::isOtherTransaction(*read.conf, m_known);
        if (isOther)
            words.prepend(tr("Another transaction: whatever the last run has made is made anew."));
        if (!m_unread.isEmpty())
            words.prepend(tr("Not read yet, and so not kept unless you write it: %1.").arg(m_unread.join(u", "_s)));
        const bool isWarning = isOther || !m_unread.isEmpty();
        colours.setColor(QPalette::WindowText, isWarning ? tokens.warnWord : tokens.text2);
        m_verdict->setText(words.isEmpty() ? tr("As in the last run.") : words.join(u'\n'));
    }
    m_verdict->setPalette(colours);
}

void TriggerDialog::changeTransaction(bool anew)
{
    const verbs::ReadConf read = verbs::readConf(m_conf->toPlainText());
    QJsonObject conf = read.conf.value_or(m_known);
    conf.insert(u"transaction"_s,
                anew ? QJsonValue(QUuid::createUuid().toString(QUuid::WithoutBraces))
                     : m_known.value("transaction"_L1));
    m_conf->setPlainText(verbs::confText(conf));
}

void TriggerDialog::plan()
{
    const verbs::ReadConf read = verbs::readConf(m_conf->toPlainText());
    if (read.conf) // else the button is disabled
        emit planRequested(*read.conf);
}

} // namespace ui
