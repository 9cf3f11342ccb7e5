// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferencesdialog.h"

#include "models/core/format.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace ui {

PreferencesDialog::PreferencesDialog(bool utcFirst, bool notifying, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"preferences"_s);
    setWindowTitle(tr("Preferences"));
    setAttribute(Qt::WA_DeleteOnClose);
    Theme *theme = Theme::instance();

    auto *scheme = new QComboBox(this);
    scheme->setObjectName(u"scheme"_s);
    scheme->addItem(tr("As the desktop"), static_cast<int>(ColourScheme::FollowDesktop));
    scheme->addItem(tr("Light"), static_cast<int>(ColourScheme::Light));
    scheme->addItem(tr("Dark"), static_cast<int>(ColourScheme::Dark));
    scheme->setCurrentIndex(scheme->findData(static_cast<int>(theme->scheme())));
    connect(scheme, &QComboBox::currentIndexChanged, theme,
            [theme, scheme] { theme->setScheme(static_cast<ColourScheme>(scheme->currentData().toInt())); });

    auto *font = new QSpinBox(this);
    font->setObjectName(u"fontSize"_s);
    font->setRange(Theme::smallestFont, Theme::largestFont);
    font->setSuffix(tr(" pt"));
    font->setValue(theme->fontSize());
    connect(font, &QSpinBox::valueChanged, theme, &Theme::setFontSize);

    auto *zones = new QComboBox(this);
    zones->setObjectName(u"zones"_s);
    zones->addItems({ tr("%1, then UTC").arg(core::zoneName()), tr("UTC, then %1").arg(core::zoneName()) });
    zones->setCurrentIndex(utcFirst ? 1 : 0);
    connect(zones, &QComboBox::currentIndexChanged, this, [this](int index) { emit utcFirstChanged(index == 1); });

    auto *notify = new QCheckBox(tr("What needs somebody, while nobody looks"), this);
    notify->setObjectName(u"notifying"_s);
    notify->setToolTip(tr("By the desktop's notifications, once each. Nothing while the Overview is before your eyes, "
                          "and nothing that is quiet."));
    notify->setChecked(notifying);
    connect(notify, &QCheckBox::toggled, this, &PreferencesDialog::notifyingChanged);

    auto *keys = new QPushButton(tr("Shortcuts…"), this);
    keys->setAutoDefault(false);
    connect(keys, &QPushButton::clicked, this, &PreferencesDialog::shortcutsRequested);

    auto *form = new QFormLayout(this);
    form->addRow(tr("Colours"), scheme);
    form->addRow(tr("Font size"), font);
    form->addRow(tr("Clock"), zones);
    form->addRow(tr("Notify of"), notify);
    form->addRow(tr("Keys"), keys);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    setMinimumWidth(theme->px(360));
}

} // namespace ui
